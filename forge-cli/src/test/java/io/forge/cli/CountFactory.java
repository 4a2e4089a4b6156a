package io.forge.cli;

import io.forge.api.Dispatch;
import io.forge.api.ErrorCode;
import io.forge.api.ForgeException;
import io.forge.api.Handler;
import io.forge.api.HandlerContext;
import io.forge.api.HandlerFactory;
import java.util.concurrent.CountDownLatch;

/** A handler that counts up to a number; to one below zero it cannot, and after zero it waits to be cancelled. */
public final class CountFactory implements HandlerFactory {

    static final String CANCELLED = "cancelled";

    @Override
    public String name() {
        return "count";
    }

    @Override
    public Handler<?, ?> create(HandlerContext context) {
        return Handler.streaming(Integer.class, Integer.class, (to, sink, call) -> {
                    for (int i = 1; i <= Math.abs(to); i++) {
                        sink.send(i);
                    }
                    if (to < 0) {
                        throw new ForgeException(ErrorCode.CONFLICT, "There is no way down");
                    }
                    if (to == 0) {
                        sink.send(0);
                        call.onCancel(() -> System.out.println(CANCELLED));
                        new CountDownLatch(1).await();
                    }
                })
                .on(Dispatch.THREAD);
    }
}
