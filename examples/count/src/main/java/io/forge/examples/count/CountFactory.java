package io.forge.examples.count;

import io.forge.api.ErrorCode;
import io.forge.api.ForgeException;
import io.forge.api.Handler;
import io.forge.api.HandlerContext;
import io.forge.api.HandlerFactory;

/** {@code POST /count}: counts from 1 to a number, one every so often. */
public final class CountFactory implements HandlerFactory {

    /**
     * What is asked for.
     *
     * @param to the last number, at least 1
     * @param everyMillis how long to wait before each number, in milliseconds
     */
    public record Request(int to, long everyMillis) {

        /** Refuses to count backwards. */
        public Request {
            if (to < 1 || everyMillis < 0) {
                throw new ForgeException(
                        ErrorCode.INVALID_INPUT, "'to' must be at least 1 and 'everyMillis' at least 0");
            }
        }
    }

    @Override
    public String name() {
        return "count";
    }

    @Override
    public Handler<?, ?> create(HandlerContext context) {
        return Handler.streaming(Request.class, Integer.class, (request, sink, call) -> {
            for (int number = 1; number <= request.to(); number++) {
                Thread.sleep(request.everyMillis());
                sink.send(number);
            }
        });
    }
}
