package io.forge.handlers.sleep;

import io.forge.api.Dispatch;
import io.forge.api.Handler;
import io.forge.api.HandlerContext;
import io.forge.api.HandlerFactory;
import io.forge.handlers.reverse.Reversal;
import java.util.Optional;

/** {@code POST /sleep}: what {@code reverse} does, after a wait; it stands for code that waits for something else. */
public final class SleepFactory implements HandlerFactory {

    @Override
    public String name() {
        return "sleep";
    }

    @Override
    public Optional<Class<?>> configType() {
        return Optional.of(SleepConfig.class);
    }

    @Override
    public Handler<?, ?> create(HandlerContext context) {
        var duration = context.config(SleepConfig.class).duration();
        return Handler.unary(Reversal.INPUT, Reversal.OUTPUT, (values, call) -> {
                    Thread.sleep(duration.toMillis());
                    return Reversal.of(values);
                })
                .on(Dispatch.VIRTUAL);
    }
}
