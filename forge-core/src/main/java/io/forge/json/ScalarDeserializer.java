package io.forge.json;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.std.DelegatingDeserializer;
import tools.jackson.databind.exc.InvalidFormatException;

/**
 * Reads a single value if it is written as Forge writes it, and leaves it to Jackson only then.
 *
 * <p>A property that says by {@link JsonFormat} how it is written is read as it says.
 */
final class ScalarDeserializer extends DelegatingDeserializer {

    private final Scalar scalar;
    private final Class<?> type;

    ScalarDeserializer(Scalar scalar, Class<?> type, ValueDeserializer<?> jacksons) {
        super(jacksons);
        this.scalar = scalar;
        this.type = type;
    }

    @Override
    protected ValueDeserializer<?> newDelegatingInstance(ValueDeserializer<?> jacksons) {
        return new ScalarDeserializer(scalar, type, jacksons);
    }

    @Override
    public ValueDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property) {
        var contextual = super.createContextual(context, property);
        boolean saysHow = !findFormatOverrides(context, property, type).equals(JsonFormat.Value.empty());
        return saysHow ? contextual.getDelegatee() : contextual;
    }

    @Override
    public @Nullable Object deserialize(JsonParser parser, DeserializationContext context) {
        JsonToken token = parser.currentToken();
        if (!scalar.form().is(token)) {
            return ofAnotherForm(parser, context, token);
        }
        if (token != JsonToken.VALUE_STRING) {
            return super.deserialize(parser, context);
        }
        String text = parser.getString();
        var parse = scalar.parser();
        if (!scalar.admits(text)) {
            throw wrong(parser, text);
        }
        if (parse == null) {
            return super.deserialize(parser, context);
        }
        try {
            return parse.apply(text);
        } catch (RuntimeException e) { // Whatever the type's own parser throws.
            throw wrong(parser, text);
        }
    }

    private @Nullable Object ofAnotherForm(JsonParser parser, DeserializationContext context, JsonToken token) {
        if (token == JsonToken.VALUE_NULL) {
            return super.deserialize(parser, context);
        }
        if (token.isNumeric() || token.isBoolean()) {
            throw wrong(parser, new Literal(parser.getString()));
        }
        return context.handleUnexpectedToken(type, parser);
    }

    private InvalidFormatException wrong(JsonParser parser, Object value) {
        return InvalidFormatException.from(parser, "Not " + scalar.words(), value, type);
    }

    /** A value that is shown without quotation marks. */
    private record Literal(String text) {

        @Override
        public String toString() {
            return text;
        }
    }
}
