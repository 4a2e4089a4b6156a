package io.forge.json;

import tools.jackson.core.JsonParser;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.util.JsonParserDelegate;

/** Refuses a number that is too large for the type that asks for it, where Jackson makes it infinite. */
final class FiniteNumbers extends JsonParserDelegate {

    FiniteNumbers(JsonParser parser) {
        super(parser);
    }

    @Override
    public double getDoubleValue() {
        double value = super.getDoubleValue();
        if (Double.isInfinite(value)) {
            throw tooLarge();
        }
        return value;
    }

    @Override
    public float getFloatValue() {
        float value = super.getFloatValue();
        if (Float.isInfinite(value)) {
            throw tooLarge();
        }
        return value;
    }

    @Override
    public Number getNumberValue() {
        var value = super.getNumberValue();
        if (value instanceof Double number && number.isInfinite()) {
            throw tooLarge();
        }
        return value;
    }

    @Override
    public Object getNumberValueDeferred() {
        var value = super.getNumberValueDeferred();
        if (value instanceof Double number && number.isInfinite()) {
            throw tooLarge();
        }
        return value;
    }

    private InputCoercionException tooLarge() {
        return new InputCoercionException(this, "Out of range of double", currentToken(), Double.class);
    }
}
