package io.forge.json;

import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.io.IOContext;
import tools.jackson.core.json.async.NonBlockingByteArrayJsonParser;
import tools.jackson.core.sym.ByteQuadsCanonicalizer;

/**
 * Jackson's non-blocking parser, for documents that are all there when they are fed.
 *
 * <p>Jackson's data binding does not know the token that says "the rest is still to come": its loops over arrays wait for
 * their end for ever. Here an end of the bytes within a document is an error, so that no loop ever sees that token.
 */
final class WholeDocumentParser extends NonBlockingByteArrayJsonParser {

    WholeDocumentParser(
            ObjectReadContext readContext,
            IOContext ioContext,
            int streamFeatures,
            int formatFeatures,
            ByteQuadsCanonicalizer names) {
        super(readContext, ioContext, streamFeatures, formatFeatures, names);
    }

    /** The next token; {@code NOT_AVAILABLE} only after a whole document. Each other way to the next token leads here. */
    @Override
    public JsonToken nextToken() {
        JsonToken token = super.nextToken();
        if (token == JsonToken.NOT_AVAILABLE && !streamReadContext().inRoot()) {
            throw new UnexpectedEndOfInputException(this, token, "The document is cut");
        }
        return token;
    }

    @Override
    public byte getByteValue() {
        return Numbers.exact(this, getIntValue());
    }

    @Override
    public float getFloatValue() {
        return Numbers.exact(this, super.getFloatValue());
    }

    @Override
    public double getDoubleValue() {
        return Numbers.exact(this, super.getDoubleValue());
    }

    @Override
    public Number getNumberValue() {
        return Numbers.exact(this, super.getNumberValue());
    }

    @Override
    public Object getNumberValueDeferred() {
        return Numbers.exact(this, super.getNumberValueDeferred());
    }
}
