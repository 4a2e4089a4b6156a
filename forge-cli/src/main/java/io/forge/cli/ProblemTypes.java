package io.forge.cli;

import io.forge.http.ProblemType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Help.ColorScheme;

/** The kinds of problem that an answer can name, in forms to be shown. */
final class ProblemTypes {

    private ProblemTypes() {}

    /** The problem that is called so: by its URN, or by what the URN ends with, in any case. */
    static Optional<ProblemType> find(String name) {
        return Stream.of(ProblemType.values())
                .filter(type -> type.uri().equalsIgnoreCase(name) || type.code().equalsIgnoreCase(name))
                .findFirst();
    }

    /** The short names of all. */
    static List<String> codes() {
        return Stream.of(ProblemType.values()).map(ProblemType::code).toList();
    }

    /** All in columns. */
    static List<String> table() {
        return Columns.lines(
                List.of("status", "name", "title"),
                Stream.of(ProblemType.values())
                        .map(type -> List.of(Integer.toString(type.status()), type.code(), type.title()))
                        .toList());
    }

    /** One with its cause and cure. */
    static List<String> describe(ProblemType type, ColorScheme colours) {
        return List.of(
                colours.ansi().string("@|bold %s|@ (%d, %s)".formatted(type.title(), type.status(), type.uri())),
                "Cause: " + type.cause(),
                "Cure: " + type.cure());
    }

    /** All, for scripts. */
    static List<Map<String, Object>> data() {
        return Stream.of(ProblemType.values()).map(ProblemTypes::data).toList();
    }

    /** One, for scripts. */
    static Map<String, Object> data(ProblemType type) {
        var data = new LinkedHashMap<String, Object>();
        data.put("type", type.uri());
        data.put("title", type.title());
        data.put("status", type.status());
        data.put("cause", type.cause());
        data.put("cure", type.cure());
        return data;
    }
}
