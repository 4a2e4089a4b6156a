package io.forge.handlers.hello;

import io.forge.api.Dispatch;
import io.forge.api.Handler;
import io.forge.api.HandlerContext;
import io.forge.api.HandlerFactory;

/** {@code GET /hello}: answers {@code Hello, World!}. */
public final class HelloFactory implements HandlerFactory {

    @Override
    public String name() {
        return "hello";
    }

    @Override
    public Handler<?, ?> create(HandlerContext context) {
        return Handler.unary(Void.class, String.class, (nothing, call) -> "Hello, World!")
                .on(Dispatch.EVENT_LOOP);
    }
}
