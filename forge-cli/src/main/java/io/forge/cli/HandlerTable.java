package io.forge.cli;

import io.forge.ServedHandler;
import io.forge.cli.output.Columns;
import io.forge.runtime.DispatchMode;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

/** Shows what is served, one line for each path, in columns. */
final class HandlerTable {

    private HandlerTable() {}

    static List<String> lines(URI server, List<ServedHandler> handlers) {
        return Columns.lines(handlers.stream()
                .flatMap(handler -> routes(handler)
                        .map(route -> List.of(
                                route.method(), server + route.path(), DispatchMode.nameOf(handler.dispatch()))))
                .toList());
    }

    /** Where a handler is called over each of its protocols. */
    static Stream<Route> routes(ServedHandler handler) {
        var others = handler.otherPaths().stream().map(path -> new Route("POST", path));
        return Stream.concat(Stream.of(new Route(handler.method(), handler.path())), others);
    }

    /** How a handler is called over one protocol. */
    record Route(String method, String path) {}
}
