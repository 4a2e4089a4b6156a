package io.forge.json;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.sym.ByteQuadsCanonicalizer;

/**
 * Remembers the first short names that its parsers meet, so that a name that comes again is not made again.
 *
 * <p>Jackson's own table takes whatever clients send: it copies itself for each few long names, and gives up when too many
 * names, or too similar ones, are in one document. It hands them to all later parsers, too. This one stays small, and goes
 * from one parser to the next; once it is full, it goes no further.
 */
final class NameTable extends ByteQuadsCanonicalizer {

    /** More than the types of most servers have. */
    private static final int MAX_NAMES = 256;

    /** Jackson cuts a name into pieces of four bytes; longer names are rare, and dear to compare. */
    private static final int MAX_QUADS = 16;

    /** Of the superclass's own table, which is not used. */
    private static final int NO_SIZE = 16;

    private final ByteQuadsCanonicalizer table;
    private final ObjectPool<NameTable> pool;

    /**
     * An empty table.
     *
     * @param table nobody else's
     * @param pool takes it back when its parser is closed
     */
    NameTable(ByteQuadsCanonicalizer table, ObjectPool<NameTable> pool) {
        super(NO_SIZE, 0);
        this.table = table;
        this.pool = pool;
    }

    private boolean isFull() {
        return table.size() >= MAX_NAMES;
    }

    /** Called once by each parser, when it is closed. */
    @Override
    public void release() {
        if (!isFull()) {
            pool.giveBack(this);
        }
    }

    /** So that the parser offers it names. */
    @Override
    public boolean isCanonicalizing() {
        return true;
    }

    @Override
    public @Nullable String findName(int first) {
        return table.findName(first);
    }

    @Override
    public @Nullable String findName(int first, int second) {
        return table.findName(first, second);
    }

    @Override
    public @Nullable String findName(int first, int second, int third) {
        return table.findName(first, second, third);
    }

    @Override
    public @Nullable String findName(int[] quads, int count) {
        return count > MAX_QUADS ? null : table.findName(quads, count);
    }

    @Override
    public String addName(String name, int first) {
        return isFull() ? name : table.addName(name, first);
    }

    @Override
    public String addName(String name, int first, int second) {
        return isFull() ? name : table.addName(name, first, second);
    }

    @Override
    public String addName(String name, int first, int second, int third) {
        return isFull() ? name : table.addName(name, first, second, third);
    }

    @Override
    public String addName(String name, int[] quads, int count) {
        return count > MAX_QUADS || isFull() ? name : table.addName(name, quads, count);
    }
}
