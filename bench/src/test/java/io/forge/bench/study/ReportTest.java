package io.forge.bench.study;

import static org.assertj.core.api.Assertions.assertThat;

import io.forge.bench.study.Bars.Panel;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ReportTest {

    private static final Picture PICTURE =
            new Picture("Bars & whiskers", new Bars("Bars", List.of(new Panel("a", "b")), List.of()).svg());

    private static final Report REPORT = new Report(
            "Servers <side by side>",
            List.of("Measured with `bench/run study`.", "R&D | \"all\" of it."),
            new Table(List.of("what", "is"), List.of(List.of("cores", "2"))),
            List.of(
                    new Section(
                            "Light & heavy",
                            "How many are answered.",
                            List.of(new Table(List.of("server", "requests/s"), List.of(List.of("a|b", "71,200")))),
                            List.of(PICTURE, PICTURE)),
                    new Section("Memory", "How much is needed.", List.of(), List.of())));

    @Test
    void isAPageOfMarkdownWithoutPictures() {
        assertThat(MarkdownReport.of(REPORT)).isEqualTo("""
                # Servers \\<side by side>

                Measured with `bench/run study`.

                R\\&D | "all" of it.

                ## Environment

                | what | is |
                | :--- | ---: |
                | cores | 2 |

                ## Light \\& heavy

                How many are answered.

                | server | requests/s |
                | :--- | ---: |
                | a\\|b | 71,200 |

                ## Memory

                How much is needed.
                """);
    }

    @Test
    void isAPageOfHtmlThatIsXmlToo() throws Exception {
        var page = Xml.parse(HtmlReport.of(REPORT));

        assertThat(HtmlReport.of(REPORT)).startsWith("<!DOCTYPE html>\n");
        assertThat(page.root().getAttribute("lang")).isEqualTo("en");
        assertThat(page.texts("title")).startsWith("Servers <side by side>");
        assertThat(page.texts("h1")).containsExactly("Servers <side by side>");
        assertThat(page.texts("h2")).containsExactly("Environment", "Light & heavy", "Memory");
        assertThat(page.texts("code")).containsExactly("bench/run study");
        assertThat(page.texts("p"))
                .containsExactly(
                        "Measured with bench/run study.",
                        "R&D | \"all\" of it.",
                        "How many are answered.",
                        "How much is needed.");
        assertThat(page.texts("td")).containsExactly("2", "71,200");
    }

    @Test
    void listsItsSectionsAtItsHead() throws Exception {
        var page = Xml.parse(HtmlReport.of(REPORT));

        assertThat(page.texts("a")).isEqualTo(page.texts("h2"));
        assertThat(page.all("a"))
                .extracting(link -> link.getAttribute("href").substring(1))
                .isEqualTo(page.all("section").stream()
                        .map(section -> section.getAttribute("id"))
                        .toList());
    }

    @Test
    void hasItsPicturesInItAndNoIdTwice() throws Exception {
        var page = Xml.parse(HtmlReport.of(REPORT));

        assertThat(page.all("svg")).hasSize(2);
        assertThat(page.texts("figcaption")).containsExactly("Bars & whiskers", "Bars & whiskers");
        assertThat(page.all("*").stream()
                        .map(element -> element.getAttribute("id"))
                        .filter(id -> !id.isEmpty()))
                .doesNotHaveDuplicates();
    }

    @Test
    void needsNoScriptAndNoOtherFile() throws Exception {
        var page = Xml.parse(HtmlReport.of(REPORT));

        assertThat(page.all("*"))
                .extracting(element -> element.getTagName())
                .doesNotContain("script", "link", "img", "iframe");
        assertThat(HtmlReport.of(REPORT)).doesNotContain("url(").doesNotContain("@import");
    }

    @Test
    void isReadableInTheDarkAndOnANarrowScreen() {
        assertThat(HtmlReport.of(REPORT))
                .contains("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>")
                .contains("@media (prefers-color-scheme: dark)")
                .contains(".table { margin: 1.5rem 0; overflow-x: auto; }");
    }
}
