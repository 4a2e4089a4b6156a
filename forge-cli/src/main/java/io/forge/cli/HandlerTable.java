package io.forge.cli;

import io.forge.ServedHandler;
import io.forge.runtime.DispatchMode;
import java.util.List;

/** Shows what is served, one line for each handler, in columns. */
final class HandlerTable {

    private HandlerTable() {}

    static List<String> lines(List<ServedHandler> handlers) {
        int width = handlers.stream()
                .mapToInt(handler -> handler.uri().toString().length())
                .max()
                .orElse(0);
        return handlers.stream().map(handler -> line(handler, width)).toList();
    }

    private static String line(ServedHandler handler, int width) {
        String uri = handler.uri().toString();
        String gap = " ".repeat(width - uri.length());
        return "%-4s %s%s  %s".formatted(handler.method(), uri, gap, DispatchMode.nameOf(handler.dispatch()));
    }
}
