package io.forge.cli;

import io.forge.api.BatchPolicy;
import io.forge.api.Handler;
import io.forge.api.HandlerContext;
import io.forge.api.HandlerFactory;
import java.util.List;

/** The factory of a handler whose calls run together. */
public final class ChorusFactory implements HandlerFactory {

    @Override
    public String name() {
        return "chorus";
    }

    @Override
    public Handler<?, ?> create(HandlerContext context) {
        return Handler.batched(String.class, String.class, batch -> List.copyOf(batch.inputs()))
                .with(BatchPolicy.defaults().maxItems(7).cost(String::length).maxCost(100));
    }
}
