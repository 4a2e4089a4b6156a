package io.forge.json;

import io.forge.api.ForgeException;
import io.forge.tensor.Shape;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Steps from element to element of a tensor's list, and holds the list to the shape: flat, or nested as it is. */
final class ElementCursor {

    private final JsonParser json;
    private final String name;
    private final Shape shape;
    private final long elements;

    /** Lists that are open; 0 before the first and after the last. */
    private int depth;

    /** How many are open around an element; 0 until that is known. */
    private int leafDepth;

    /** Elements so far. */
    private long count;

    /** Where the innermost list begins, in elements. */
    private long innermost;

    /** How many lists those that are open have so far; only of nested ones. */
    private final long[] children;

    /**
     * A cursor before the first element.
     *
     * @param json at the start of the outermost list
     * @param name the input's name, for messages
     */
    ElementCursor(JsonParser json, String name, Shape shape) {
        this.json = json;
        this.name = name;
        this.shape = shape;
        this.elements = shape.elements();
        this.children = new long[shape.rank() + 2];
        this.depth = 1;
    }

    /** The index of the element that the parser is at, in row-major order. */
    long index() {
        return count - 1;
    }

    /** Steps to the next element; false after the last, when the list is closed and its shape is right. */
    boolean next() {
        for (JsonToken token = json.nextToken(); ; token = json.nextToken()) {
            if (token.isScalarValue()) {
                countElement();
                return true;
            }
            if (token == JsonToken.START_ARRAY) {
                open();
            } else if (token == JsonToken.END_ARRAY) {
                close();
                if (depth == 0) {
                    return false;
                }
            } else {
                count++;
                throw invalid("has an object at index %s".formatted(index()));
            }
        }
    }

    private void countElement() {
        count++;
        if (depth != leafDepth) {
            if (leafDepth != 0) {
                throw notNested();
            }
            leafDepth = depth;
            if (depth > 1 && depth != shape.rank()) {
                throw notNested();
            }
        }
        if (count > elements) {
            throw invalid("has more values than the %s that shape %s needs".formatted(elements, shape));
        }
    }

    private void open() {
        if (depth == leafDepth || depth >= shape.rank()) {
            throw notNested();
        }
        children[depth]++;
        depth++;
        children[depth] = 0;
        innermost = count;
    }

    private void close() {
        boolean nested = children[1] > 0;
        if (nested && has(depth) != shape.dimension(depth - 1)) {
            throw notNested();
        }
        depth--;
        if (depth == 0 && count != elements) {
            throw invalid("has %s values, but shape %s needs %s".formatted(count, shape, elements));
        }
    }

    /** How many elements or lists the list has that is open at a depth. */
    private long has(int open) {
        return open == shape.rank() ? count - innermost : children[open];
    }

    private ForgeException notNested() {
        return invalid("is not nested as shape %s is, before index %s: nest each level, or send one flat list"
                .formatted(shape, count));
    }

    private ForgeException invalid(String what) {
        return InvalidInput.because("Input '%s' %s".formatted(name, what));
    }
}
