package io.forge.json;

import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.io.IOContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonFactoryBuilder;
import tools.jackson.core.json.UTF8StreamJsonParser;

/** Makes parsers that take no number and no end of a document for another one, and remember few names. */
final class StrictJsonFactory extends JsonFactory {

    private static final long serialVersionUID = 1;

    /** Bytes of a document from which on its texts may be worth more than a look. */
    private static final int LARGE = 4 << 10;

    /** Of parsers that are closed; Jackson's own table is never filled. */
    private final transient ObjectPool<NameTable> names = new ObjectPool<>();

    StrictJsonFactory(JsonFactoryBuilder settings) {
        super(settings);
    }

    @Override
    public JsonParser createParser(ObjectReadContext context, byte[] bytes, int offset, int length) {
        var parser = super.createParser(context, bytes, offset, length);
        return length < LARGE ? new StrictNumbers(parser) : new LargeDocumentParser(parser, bytes, offset, length);
    }

    /** A parser that takes numbers as Jackson does. */
    JsonParser createPlainParser(byte[] bytes, int offset, int length) {
        return super.createParser(ObjectReadContext.empty(), bytes, offset, length);
    }

    /** A parser that is fed one document after another. */
    WholeDocumentParser createWholeDocumentParser() {
        ObjectReadContext context = ObjectReadContext.empty();
        return new WholeDocumentParser(
                context,
                _createNonBlockingContext(null),
                context.getStreamReadFeatures(_streamReadFeatures),
                context.getFormatReadFeatures(_formatReadFeatures),
                names());
    }

    /** Always UTF-8, which {@link JsonText} has checked: there is no encoding to be guessed. */
    @Override
    protected JsonParser _createParser(
            ObjectReadContext context, IOContext ioContext, byte[] bytes, int offset, int length) {
        return new UTF8StreamJsonParser(
                context,
                ioContext,
                context.getStreamReadFeatures(_streamReadFeatures),
                context.getFormatReadFeatures(_formatReadFeatures),
                null,
                names(),
                bytes,
                offset,
                offset + length,
                0,
                false);
    }

    private NameTable names() {
        var kept = names.take();
        return kept == null ? new NameTable(_byteSymbolCanonicalizer.makeChild(0), names) : kept;
    }
}
