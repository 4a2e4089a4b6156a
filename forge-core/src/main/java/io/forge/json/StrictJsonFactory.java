package io.forge.json;

import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonFactoryBuilder;

/** Makes parsers that take no number and no end of a document for another one. */
final class StrictJsonFactory extends JsonFactory {

    private static final long serialVersionUID = 1;

    StrictJsonFactory(JsonFactoryBuilder settings) {
        super(settings);
    }

    @Override
    public JsonParser createParser(ObjectReadContext context, byte[] bytes, int offset, int length) {
        return new StrictNumbers(super.createParser(context, bytes, offset, length));
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
                _byteSymbolCanonicalizer.makeChildOrPlaceholder(_factoryFeatures));
    }
}
