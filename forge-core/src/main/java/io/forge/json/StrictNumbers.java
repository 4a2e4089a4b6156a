package io.forge.json;

import tools.jackson.core.JsonParser;
import tools.jackson.core.util.JsonParserDelegate;

/** A parser that gives no number but the one that is written. */
class StrictNumbers extends JsonParserDelegate {

    StrictNumbers(JsonParser parser) {
        super(parser);
    }

    @Override
    public byte getByteValue() {
        return Numbers.exact(delegate, delegate.getIntValue());
    }

    @Override
    public float getFloatValue() {
        return Numbers.exact(delegate, delegate.getFloatValue());
    }

    @Override
    public double getDoubleValue() {
        return Numbers.exact(delegate, delegate.getDoubleValue());
    }

    @Override
    public Number getNumberValue() {
        return Numbers.exact(delegate, delegate.getNumberValue());
    }

    @Override
    public Object getNumberValueDeferred() {
        return Numbers.exact(delegate, delegate.getNumberValueDeferred());
    }
}
