package io.forge.http;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The table of problems in {@code docs/errors.md} says what {@link ProblemType} says.
 *
 * <p>With {@code -Dforge.write=true} the table is written instead.
 */
class ErrorDocumentationTest {

    private static final Path DOCUMENT = Path.of("..", "docs", "errors.md");
    private static final String BEGIN =
            "<!-- Made from ProblemType; ErrorDocumentationTest holds it equal and, with -Dforge.write=true, writes it. -->";
    private static final String END = "<!-- End of what is made. -->";

    @Test
    void theTableIsMadeFromTheProblemTypes() throws IOException {
        String document = Files.readString(DOCUMENT);
        int begin = document.indexOf(BEGIN) + BEGIN.length();
        int end = document.indexOf(END);
        assertThat(document).contains(BEGIN, END);

        if (Boolean.getBoolean("forge.write")) {
            document = document.substring(0, begin) + table() + document.substring(end);
            Files.writeString(DOCUMENT, document);
            end = document.indexOf(END);
        }

        assertThat(document.substring(begin, end))
                .as(
                        "docs/errors.md; mvn test -pl forge-core -Dtest=ErrorDocumentationTest -Dforge.write=true writes it")
                .isEqualTo(table());
    }

    private static String table() {
        return Stream.of(ProblemType.values())
                .map(ErrorDocumentationTest::row)
                .collect(joining("", "\n\n| type | status | cause | cure |\n| --- | --- | --- | --- |\n", "\n"));
    }

    private static String row(ProblemType type) {
        return "| `%s` | %d | %s | %s |\n"
                .formatted(
                        type.uri(),
                        type.status(),
                        Explanation.of(type).cause(),
                        Explanation.of(type).cure());
    }
}
