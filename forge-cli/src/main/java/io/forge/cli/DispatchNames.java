package io.forge.cli;

import io.forge.api.Dispatch;
import io.forge.config.Spelling;
import io.forge.runtime.DispatchMode;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The values of {@code --dispatch}. */
final class DispatchNames {

    private static final List<String> ALL = Stream.concat(
                    Stream.of("auto"), Arrays.stream(Dispatch.values()).map(DispatchMode::nameOf))
            .toList();

    private DispatchNames() {}

    /**
     * Checks a value.
     *
     * @throws CommandException if it is none of them; the message says which there are
     */
    static void check(String name) {
        if (ALL.contains(name)) {
            return;
        }
        String hint = Spelling.nearest(name, ALL)
                .map(" Did you mean '%s'?"::formatted)
                .orElse("");
        throw new CommandException(
                "There is no dispatch '%s'.%s Known are: %s".formatted(name, hint, String.join(", ", ALL)));
    }
}
