package io.forge.cli;

import io.forge.cli.output.Columns;
import io.forge.http.ProblemType;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Lists the kinds of problem that an answer can name. */
final class ProblemTypes {

    private ProblemTypes() {}

    /** Their short names. */
    static List<String> codes() {
        return Stream.of(ProblemType.values()).map(ProblemType::code).toList();
    }

    /** Those of an HTTP status. */
    static List<ProblemTopic> ofStatus(String status) {
        return Stream.of(ProblemType.values())
                .filter(type -> Integer.toString(type.status()).equals(status))
                .map(ProblemTopic::new)
                .toList();
    }

    /** In columns. */
    static List<String> table() {
        return Columns.lines(
                List.of("status", "name", "title"),
                Stream.of(ProblemType.values())
                        .map(type -> List.of(Integer.toString(type.status()), type.code(), type.title()))
                        .toList());
    }

    /** For scripts. */
    static List<Map<String, Object>> data() {
        return Stream.of(ProblemType.values())
                .map(type -> new ProblemTopic(type).data())
                .toList();
    }
}
