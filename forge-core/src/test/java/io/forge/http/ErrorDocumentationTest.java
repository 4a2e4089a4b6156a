package io.forge.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/errors.md} is complete and up to date. */
class ErrorDocumentationTest {

    private static final Path DOCUMENT = Path.of("..", "docs", "errors.md");

    @Test
    void listsEveryProblemWithItsStatusACauseAndACure() throws IOException {
        var rows = rows();

        for (var problem : ProblemType.values()) {
            assertThat(rows)
                    .as("rows of docs/errors.md about %s", problem.uri())
                    .filteredOn(row -> row.get(0).equals("`" + problem.uri() + "`"))
                    .singleElement()
                    .satisfies(row -> assertThat(row).hasSize(4).doesNotContain(""))
                    .satisfies(row -> assertThat(row.get(1)).isEqualTo(Integer.toString(problem.status())));
        }
    }

    @Test
    void listsNoProblemThatDoesNotExist() throws IOException {
        assertThat(rows())
                .extracting(row -> row.get(0))
                .containsExactlyInAnyOrderElementsOf(Stream.of(ProblemType.values())
                        .map(problem -> "`" + problem.uri() + "`")
                        .toList());
    }

    private static List<List<String>> rows() throws IOException {
        return Files.readAllLines(DOCUMENT).stream()
                .filter(line -> line.startsWith("| `urn:forge:problem:"))
                .map(line -> Stream.of(line.split("\\|", -1)).map(String::strip).toList())
                .map(cells -> cells.subList(1, cells.size() - 1))
                .toList();
    }
}
