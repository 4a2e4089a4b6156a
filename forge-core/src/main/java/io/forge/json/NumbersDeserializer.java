package io.forge.json;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.util.JsonParserDelegate;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.std.DelegatingDeserializer;
import tools.jackson.databind.type.ArrayType;

/** Reads an array of floats or doubles from numbers, and from nothing else: Jackson also takes strings, "NaN" and base64. */
final class NumbersDeserializer extends DelegatingDeserializer {

    private final Class<?> element;

    NumbersDeserializer(ArrayType type, ValueDeserializer<?> jacksons) {
        this(type.getContentType().getRawClass(), jacksons);
    }

    private NumbersDeserializer(Class<?> element, ValueDeserializer<?> jacksons) {
        super(jacksons);
        this.element = element;
    }

    @Override
    protected ValueDeserializer<?> newDelegatingInstance(ValueDeserializer<?> jacksons) {
        return new NumbersDeserializer(element, jacksons);
    }

    @Override
    public @Nullable Object deserialize(JsonParser parser, DeserializationContext context) {
        return parser.hasToken(JsonToken.VALUE_STRING)
                ? context.handleUnexpectedToken(handledType(), parser)
                : super.deserialize(new NoStrings(parser, context), context);
    }

    /** An array of numbers has no arrays in it, so every token up to its end is one of its elements. */
    private final class NoStrings extends JsonParserDelegate {

        private final DeserializationContext context;

        private NoStrings(JsonParser parser, DeserializationContext context) {
            super(parser);
            this.context = context;
        }

        @Override
        public @Nullable JsonToken nextToken() {
            var token = delegate.nextToken();
            if (token == JsonToken.VALUE_STRING) {
                context.handleUnexpectedToken(element, delegate);
            }
            return token;
        }
    }
}
