package io.forge.handlers.echo;

import io.forge.api.Dispatch;
import io.forge.api.Handler;
import io.forge.api.HandlerContext;
import io.forge.api.HandlerFactory;
import io.forge.tensor.Tensors;

/** Gives any tensors back, under the names that they came with: what one tries a client with. */
public final class EchoFactory implements HandlerFactory {

    @Override
    public String name() {
        return "echo";
    }

    @Override
    public Handler<?, ?> create(HandlerContext context) {
        return Handler.unary(Tensors.class, Tensors.class, (tensors, call) -> tensors)
                .on(Dispatch.EVENT_LOOP);
    }
}
