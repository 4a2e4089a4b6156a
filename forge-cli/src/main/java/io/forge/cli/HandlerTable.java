package io.forge.cli;

import io.forge.ServedHandler;
import io.forge.runtime.DispatchMode;
import java.net.URI;
import java.util.List;

/** Shows what is served, one line for each handler, in columns. */
final class HandlerTable {

    private HandlerTable() {}

    static List<String> lines(URI server, List<ServedHandler> handlers) {
        int width = handlers.stream()
                .mapToInt(handler -> handler.path().length())
                .max()
                .orElse(0);
        return handlers.stream().map(handler -> line(server, handler, width)).toList();
    }

    private static String line(URI server, ServedHandler handler, int width) {
        String gap = " ".repeat(width - handler.path().length());
        return "%-4s %s%s%s  %s"
                .formatted(handler.method(), server, handler.path(), gap, DispatchMode.nameOf(handler.dispatch()));
    }
}
