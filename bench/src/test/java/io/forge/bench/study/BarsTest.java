package io.forge.bench.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.offset;

import io.forge.bench.Spread;
import io.forge.bench.study.Bars.Panel;
import io.forge.bench.study.Bars.Row;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class BarsTest {

    private static final Bars BARS = new Bars(
            "Requests & \"answers\"",
            List.of(new Panel("light <requests>", "per second"), new Panel("heavy answers", "within 10 s")),
            List.of(
                    row("forge", Family.FORGE, new Spread(50_000, 40_000, 100_000), new Spread(20, 20, 20)),
                    new Row(
                            "a|b",
                            Family.OTHER,
                            List.of(Optional.of(new Spread(25_000, 25_000, 25_000)), Optional.empty()))));

    private static Row row(String name, Family family, Spread light, Spread heavy) {
        return new Row(name, family, List.of(Optional.of(light), Optional.of(heavy)));
    }

    @Test
    void drawsBarsToTheMedianOnTheScaleOfTheirPanel() throws Exception {
        var svg = Xml.parse(BARS.svg());

        double forge =
                Double.parseDouble(svg.attributes("rect", "bar forge", "width").get(0));
        double other =
                Double.parseDouble(svg.attributes("rect", "bar other", "width").get(0));
        double heavy =
                Double.parseDouble(svg.attributes("rect", "bar forge", "width").get(1));
        assertThat(forge).isGreaterThan(100).isCloseTo(2 * other, offset(0.2));
        assertThat(heavy).isGreaterThan(1.8 * forge);
    }

    @Test
    void drawsWhiskersFromTheLeastToTheMost() throws Exception {
        var svg = Xml.parse(BARS.svg());

        double left =
                Double.parseDouble(svg.attributes("rect", "bar forge", "x").get(0));
        double width =
                Double.parseDouble(svg.attributes("rect", "bar forge", "width").get(0));
        var whisker = Pattern.compile("M(.+) 71.0 V78.0 M.+ 74.5 H(.+) M.+ 71.0 V78.0")
                .matcher(svg.attributes("path", "whisker", "d").get(0));
        assertThat(whisker.matches()).isTrue();
        assertThat(Double.parseDouble(whisker.group(1))).isCloseTo(left + 0.8 * width, offset(0.2));
        assertThat(Double.parseDouble(whisker.group(2))).isCloseTo(left + 2 * width, offset(0.2));
    }

    @Test
    void writesTheMedianBehindTheWhisker() throws Exception {
        var svg = Xml.parse(BARS.svg());

        assertThat(svg.texts("text"))
                .containsExactly(
                        "forge",
                        "a|b",
                        "light <requests>",
                        "per second",
                        "50,000",
                        "25,000",
                        "heavy answers",
                        "within 10 s",
                        "20",
                        "–");
    }

    @Test
    void drawsNoBarForAMissingValue() throws Exception {
        assertThat(Xml.parse(BARS.svg()).attributes("rect", "bar other", "x")).hasSize(1);
    }

    @Test
    void emphasizesForge() throws Exception {
        var svg = Xml.parse(BARS.svg());

        assertThat(svg.attributes("text", "end strong", "x")).hasSize(1);
        assertThat(svg.attributes("text", "number strong", "x")).hasSize(2);
        assertThat(svg.attributes("text", "number", "x")).hasSize(1);
    }

    @Test
    void tellsWhoDoesNotSeeItWhatItIs() throws Exception {
        var svg = Xml.parse(BARS.svg());

        assertThat(svg.root().getAttribute("role")).isEqualTo("img");
        assertThat(svg.root().getAttribute("aria-label")).isEqualTo("Requests & \"answers\"");
        assertThat(svg.texts("title")).startsWith("Requests & \"answers\"", "forge: 50,000 (40,000 to 100,000)");
        assertThat(svg.texts("desc"))
                .containsExactly(
                        "A row of bars for each of 2 servers, to the median, with the least and the most as a whisker:"
                                + " light <requests>, per second; heavy answers, within 10 s.");
    }

    @Test
    void isDrawnForDarkPagesToo() throws Exception {
        assertThat(Xml.parse(BARS.svg()).texts("style").get(0)).contains("@media (prefers-color-scheme: dark)");
    }

    @Test
    void drawsNothingButZerosAndNoServersAtAll() throws Exception {
        var panels = List.of(new Panel("failures", "of all requests"));
        var zero = new Row("forge", Family.FORGE, List.of(Optional.of(new Spread(0, 0, 0))));

        assertThat(Xml.parse(new Bars("Failures", panels, List.of(zero)).svg())
                        .attributes("rect", "bar forge", "width"))
                .containsExactly("0.0");
        assertThat(Xml.parse(new Bars("Failures", panels, List.of()).svg()).all("g"))
                .isEmpty();
    }

    @Test
    void refusesARowThatHasNotAValueForEachPanel() {
        var row = new Row("forge", Family.FORGE, List.of());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Bars("Bars", List.of(new Panel("a", "b")), List.of(row)))
                .withMessage("Row 'forge' has 0 values for 1 panels");
    }
}
