package io.forge.json;

import tools.jackson.core.JsonParser;

/**
 * A document that is in memory, and can be read from any place.
 *
 * @param factory makes parsers
 * @param bytes where it is
 * @param offset of its first byte
 * @param length in bytes
 */
record JsonDocument(StrictJsonFactory factory, byte[] bytes, int offset, int length) {

    /** A parser before the first token. */
    JsonParser parser() {
        return factory.createPlainParser(bytes, offset, length);
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
