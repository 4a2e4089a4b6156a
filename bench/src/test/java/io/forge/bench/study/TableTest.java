package io.forge.bench.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

final class TableTest {

    private static final Table TABLE = new Table(
            List.of("server", "requests/s"), List.of(List.of("forge virtual", "71,200"), List.of("nginx", "95,000")));

    private static final Table ODD =
            new Table(List.of("a|b", "c"), List.of(List.of("<d> & \"e\"", "f|g"), List.of("`h|i`", "–")));

    @Test
    void alignsTheFirstColumnLeftAndTheOthersRightInMarkdown() {
        assertThat(TABLE.markdown()).isEqualTo("""
                | server | requests/s |
                | :--- | ---: |
                | forge virtual | 71,200 |
                | nginx | 95,000 |
                """);
    }

    @Test
    void keepsPipesAndElementsOutOfMarkdown() {
        assertThat(ODD.markdown()).isEqualTo("""
                | a\\|b | c |
                | :--- | ---: |
                | \\<d> \\& "e" | f\\|g |
                | `h\\|i` | – |
                """);
    }

    @Test
    void keepsARowOfMarkdownInOneLine() {
        assertThat(new Table(List.of("a"), List.of(List.of("b\nc"))).markdown()).endsWith("\n| b c |\n");
    }

    @Test
    void namesColumnsAndRowsInHtml() throws Exception {
        var table = Xml.parse(TABLE.html());

        assertThat(table.texts("th")).containsExactly("server", "requests/s", "forge virtual", "nginx");
        assertThat(table.texts("td")).containsExactly("71,200", "95,000");
        assertThat(table.all("th"))
                .extracting(cell -> cell.getAttribute("scope"))
                .containsExactly("col", "col", "row", "row");
    }

    @Test
    void escapesCellsInHtml() throws Exception {
        assertThat(Xml.parse(ODD.html()).texts("th")).containsExactly("a|b", "c", "<d> & \"e\"", "h|i");
    }

    @Test
    void alignsForATerminal() {
        assertThat(TABLE.text()).isEqualTo("""
                server         requests/s
                forge virtual      71,200
                nginx              95,000
                """);
    }

    @Test
    void leavesNoSpacesAtTheEndOfALineForATerminal() {
        assertThat(new Table(List.of("a"), List.of(List.of("longer"))).text()).isEqualTo("a\nlonger\n");
    }

    @Test
    void refusesARowThatIsNotAsWideAsTheColumns() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Table(List.of("a", "b"), List.of(List.of("c"))))
                .withMessage("Row [c] has 1 cells but the columns are [a, b]");
    }

    @Test
    void refusesToHaveNoColumns() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Table(List.of(), List.of()))
                .withMessage("A table needs at least one column");
    }
}
