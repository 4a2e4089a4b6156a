package io.forge.cli;

import io.forge.http.Explanation;
import io.forge.http.ProblemType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Help.ColorScheme;

/**
 * A kind of problem with its cause and cure.
 *
 * @param type which one
 */
record ProblemTopic(ProblemType type) implements Topic {

    /** The problem that is called so: by its URN, or by what the URN ends with, in any case. */
    static Optional<Topic> find(String name) {
        return Stream.of(ProblemType.values())
                .filter(type -> type.uri().equalsIgnoreCase(name) || type.code().equalsIgnoreCase(name))
                .<Topic>map(ProblemTopic::new)
                .findFirst();
    }

    @Override
    public List<String> lines(ColorScheme colours) {
        return List.of(
                colours.ansi().string("@|bold %s|@ (%s, %s)".formatted(type.title(), type.status(), type.uri())),
                "Cause: " + Explanation.of(type).cause(),
                "Cure: " + Explanation.of(type).cure());
    }

    @Override
    public Map<String, Object> data() {
        var data = new LinkedHashMap<String, Object>();
        data.put("type", type.uri());
        data.put("title", type.title());
        data.put("status", type.status());
        data.put("cause", Explanation.of(type).cause());
        data.put("cure", Explanation.of(type).cure());
        return data;
    }
}
