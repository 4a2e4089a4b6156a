package io.forge.bench.study;

import static org.assertj.core.api.Assertions.assertThat;

import io.forge.bench.study.Lines.Point;
import io.forge.bench.study.Lines.Series;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LinesTest {

    private static final Series FORGE = new Series("forge", Family.FORGE, List.of(new Point(0, 1), new Point(10, 100)));

    @Test
    void placesValuesFromTheLeftAndFromTheGroundUp() {
        var line = path(new Lines("Time", Axis.linear("s"), Axis.linear("requests/s"), List.of(FORGE)));

        assertThat(line).hasSize(2);
        assertThat(line.get(0)).isEqualTo("M76.0 345.0");
        assertThat(line.get(1)).endsWith(" 48.0");
    }

    @Test
    void placesEachTenTimesAsMuchAsFarOnALogarithmicAxis() {
        var series = new Series("forge", Family.FORGE, List.of(new Point(0, 1), new Point(1, 10), new Point(2, 1_000)));

        assertThat(path(new Lines("Time", Axis.linear("s"), Axis.logarithmic("ms"), List.of(series))))
                .extracting(place -> place.substring(place.indexOf(' ')))
                .containsExactly(" 348.0", " 248.0", " 48.0");
    }

    @Test
    void placesPercentilesByTheirNines() {
        var scale = Axis.percentiles("percentile").scale(List.of(0.0, 50.0, 99.99), new Interval(100, 500));

        assertThat(scale.ticks()).containsExactly(0.0, 50.0, 90.0, 99.0, 99.9, 99.99);
        assertThat(scale.ticks().stream().map(tick -> Svg.format("%.1f", scale.at(tick))))
                .containsExactly("100.0", "130.1", "200.0", "300.0", "400.0", "500.0");
    }

    @Test
    void marksPercentilesAsSuch() throws Exception {
        var series =
                new Series("forge", Family.FORGE, List.of(new Point(0, 1), new Point(99.9, 5), new Point(100, 50)));
        var lines = new Lines("Latency", Axis.percentiles("percentile"), Axis.logarithmic("ms"), List.of(series));

        assertThat(Xml.parse(lines.svg()).texts("text"))
                .containsExactly("1", "2", "5", "0%", "50%", "90%", "99%", "99.9%", "percentile", "ms", "forge");
    }

    @Test
    void interruptsALineWhereAPointHasNoPlace() {
        var series = new Series(
                "forge", Family.FORGE, List.of(new Point(0, 1), new Point(1, 0), new Point(2, 10), new Point(3, 10)));

        assertThat(path(new Lines("Time", Axis.linear("s"), Axis.logarithmic("ms"), List.of(series))))
                .extracting(place -> place.charAt(0))
                .containsExactly('M', 'M', 'L');
    }

    @Test
    void drawsASeriesWithoutPointsInTheLegendOnly() throws Exception {
        var lines = new Lines(
                "Time", Axis.linear("s"), Axis.logarithmic("ms"), List.of(new Series("a", Family.OTHER, List.of())));

        assertThat(Xml.parse(lines.svg()).attributes("path", "line other dash-1", "d"))
                .hasSize(1);
    }

    @Test
    void dashesTheLinesOfAFamilyDifferently() throws Exception {
        var lines = new Lines(
                "Time", Axis.linear("s"), Axis.linear("ms"), List.of(FORGE, series("vertx"), series("nginx"), FORGE));

        assertThat(Xml.parse(lines.svg()).all("path").stream()
                        .map(path -> path.getAttribute("class"))
                        .filter(style -> style.startsWith("line")))
                .startsWith("line forge dash-1", "line other dash-1", "line other dash-2", "line forge dash-2");
    }

    @Test
    void drawsForgeOverTheOthers() throws Exception {
        var lines = new Lines("Time", Axis.linear("s"), Axis.linear("ms"), List.of(FORGE, series("vertx")));

        assertThat(Xml.parse(lines.svg()).all("path").stream().map(path -> path.getAttribute("class")))
                .endsWith("line other dash-1", "line forge dash-1");
    }

    @Test
    void escapesNamesAndLabels() throws Exception {
        var series = new Series("<a> & \"b\" | c", Family.OTHER, List.of(new Point(1, 1)));
        var lines = new Lines("<title>", Axis.linear("x & y"), Axis.linear("<z>"), List.of(series));

        assertThat(Xml.parse(lines.svg()).texts("text")).contains("<a> & \"b\" | c", "x & y", "<z>");
        assertThat(Xml.parse(lines.svg()).texts("title")).containsExactly("<title>");
    }

    @Test
    void isDrawnForDarkPagesToo() {
        assertThat(new Lines("Time", Axis.linear("s"), Axis.linear("ms"), List.of()).svg())
                .contains("@media (prefers-color-scheme: dark)");
    }

    private static Series series(String name) {
        return new Series(name, Family.OTHER, List.of(new Point(0, 1), new Point(10, 50)));
    }

    /** The places of the last line that is drawn. */
    private static List<String> path(Lines lines) {
        try {
            var paths = Xml.parse(lines.svg()).all("path");
            return Arrays.asList(paths.get(paths.size() - 1).getAttribute("d").split(" (?=[ML])"));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
