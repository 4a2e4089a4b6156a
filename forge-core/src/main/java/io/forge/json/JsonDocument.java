package io.forge.json;

import tools.jackson.core.JsonParser;

/** A document that is in memory, and can be read from any place. */
final class JsonDocument {

    private final StrictJsonFactory factory;
    private final byte[] bytes;
    private final int offset;
    private final int length;

    /**
     * A document within an array.
     *
     * @param factory makes parsers
     */
    JsonDocument(StrictJsonFactory factory, byte[] bytes, int offset, int length) {
        this.factory = factory;
        this.bytes = bytes;
        this.offset = offset;
        this.length = length;
    }

    /** How many bytes it has. */
    int length() {
        return length;
    }

    /** A parser before the first token. */
    JsonParser parser() {
        return parserAt(0);
    }

    /**
     * A parser before the value that begins at a place.
     *
     * @param place bytes from the beginning
     */
    JsonParser parserAt(int place) {
        return factory.createPlainParser(bytes, offset + place, length - place);
    }
}
