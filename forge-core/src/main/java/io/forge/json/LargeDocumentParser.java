package io.forge.json;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * A parser of a document that is in memory: makes its texts from the bytes at once.
 *
 * <p>Jackson collects a text in characters of two bytes each, copies them into a builder, and that into the text: all of it is
 * alive then, beside the document.
 */
final class LargeDocumentParser extends StrictNumbers {

    private final byte[] bytes;
    private final int offset;
    private final int end;

    /**
     * A parser of well-formed UTF-8.
     *
     * @param parser reads the same bytes, and a text only when it is asked for it
     */
    LargeDocumentParser(JsonParser parser, byte[] bytes, int offset, int length) {
        super(parser);
        this.bytes = bytes;
        this.offset = offset;
        this.end = offset + length;
    }

    @Override
    public String getString() {
        if (delegate.currentToken() == JsonToken.VALUE_STRING) {
            int quotationMark = offset + (int) delegate.currentTokenLocation().getByteOffset();
            String text = DocumentText.at(bytes, quotationMark + 1, end);
            if (text != null) {
                delegate.streamReadConstraints().validateStringLength(text.length());
                return text;
            }
        }
        return delegate.getString();
    }
}
