package io.forge.http;

import io.forge.runtime.Servable;
import java.util.List;

/** {@code POST /{name}}: the input is the body and the output is the answer. */
final class PlainProtocol implements Protocol {

    @Override
    public <I, O> List<Route<I, O>> routes(Servable<I, O> servable) {
        return List.of(new Route<>("/" + servable.name(), servable));
    }
}
