package io.forge.cli;

import io.forge.api.Dispatch;
import io.forge.api.Handler;
import io.forge.api.HandlerContext;
import io.forge.api.HandlerFactory;

/** A handler that says on stdout when it is entered, and leaves when a byte comes on stdin. */
public final class GateFactory implements HandlerFactory {

    static final String ENTERED = "entered";

    @Override
    public String name() {
        return "gate";
    }

    @Override
    public Handler<?, ?> create(HandlerContext context) {
        return Handler.unary(Void.class, String.class, (nothing, call) -> {
                    System.out.println(ENTERED);
                    return "let through by " + System.in.read();
                })
                .on(Dispatch.THREAD);
    }
}
