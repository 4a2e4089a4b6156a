package io.forge.handlers.reverse;

import io.forge.api.Dispatch;
import io.forge.api.Handler;
import io.forge.api.HandlerContext;
import io.forge.api.HandlerFactory;

/** {@code POST /reverse}: answers each value of a JSON object reversed. */
public final class ReverseFactory implements HandlerFactory {

    @Override
    public String name() {
        return "reverse";
    }

    @Override
    public Handler<?, ?> create(HandlerContext context) {
        return Handler.unary(Reversal.INPUT, Reversal.OUTPUT, (values, call) -> Reversal.of(values))
                .on(Dispatch.EVENT_LOOP);
    }
}
