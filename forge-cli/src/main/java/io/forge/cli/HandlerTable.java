package io.forge.cli;

import io.forge.ServedHandler;
import io.forge.cli.output.Columns;
import io.forge.runtime.DispatchMode;
import java.net.URI;
import java.util.List;

/** Shows what is served, one line for each handler, in columns. */
final class HandlerTable {

    private HandlerTable() {}

    static List<String> lines(URI server, List<ServedHandler> handlers) {
        return Columns.lines(handlers.stream()
                .map(handler ->
                        List.of(handler.method(), server + handler.path(), DispatchMode.nameOf(handler.dispatch())))
                .toList());
    }
}
