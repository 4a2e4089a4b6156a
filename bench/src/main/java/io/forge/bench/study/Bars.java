package io.forge.bench.study;

import static java.util.stream.Collectors.joining;

import io.forge.bench.Spread;
import java.util.List;
import java.util.Optional;

/**
 * Draws a row of horizontal bars for each server, to be compared down each panel.
 *
 * @param title what the chart is called when it is not seen
 * @param panels what is compared, from left to right; at least one
 * @param rows the servers, from the top down
 */
record Bars(String title, List<Panel> panels, List<Row> rows) {

    private static final double EDGE = 20;
    private static final double GAP = 28;
    private static final double TOP = 62;
    private static final double BOTTOM = 14;
    private static final double ROW = 25;
    private static final double BAR = 15;
    private static final double CAP = 3.5;
    /** Between the end of a bar and its number. */
    private static final double SPACE = 7;
    /** From the middle of a line of text to what it stands on. */
    private static final double HALF_LINE = 4.5;

    private static final String MISSING = "–";

    /** Whose rows have a value for each panel. */
    Bars {
        panels = List.copyOf(panels);
        rows = List.copyOf(rows);
        if (panels.isEmpty()) {
            throw new IllegalArgumentException("Bars need at least one panel");
        }
        for (Row row : rows) {
            if (row.values.size() != panels.size()) {
                throw new IllegalArgumentException(
                        "Row '%s' has %d values for %d panels".formatted(row.name, row.values.size(), panels.size()));
            }
        }
    }

    /**
     * What one column of bars shows, on a scale of its own.
     *
     * @param title a few words
     * @param unit what is counted; a few words
     */
    record Panel(String title, String unit) {}

    /**
     * One server.
     *
     * @param name what is written beside its bars
     * @param family whose colour it has
     * @param values one for each panel, empty where nothing could be measured
     */
    record Row(String name, Family family, List<Optional<Spread>> values) {

        /** One server. */
        Row {
            values = List.copyOf(values);
        }
    }

    /** The chart as text. */
    String svg() {
        var svg = Svg.of(middle(rows.size()) - ROW / 2 + BOTTOM, title, description());
        double names = EDGE
                + rows.stream().mapToDouble(row -> Svg.width(row.name)).max().orElse(0);
        for (int i = 0; i < rows.size(); i++) {
            var row = rows.get(i);
            svg.text(name(row, "end"), names, middle(i) + HALF_LINE, row.name);
        }
        double width = (Svg.WIDTH - EDGE - names - panels.size() * GAP + GAP - SPACE - SPACE) / panels.size();
        for (int i = 0; i < panels.size(); i++) {
            drawPanel(svg, i, names + SPACE + SPACE + i * (width + GAP), width);
        }
        return svg.close();
    }

    private String description() {
        var compared =
                panels.stream().map(panel -> panel.title + ", " + panel.unit).collect(joining("; "));
        return "A row of bars for each of %d servers, to the median, with the least and the most as a whisker: %s."
                .formatted(rows.size(), compared);
    }

    private void drawPanel(Svg svg, int panel, double left, double width) {
        svg.text("strong", left, EDGE + 9, panels.get(panel).title);
        svg.text("small", left, EDGE + 26, panels.get(panel).unit);
        double most = 0;
        double numbers = 0;
        for (Row row : rows) {
            most = Math.max(most, row.values.get(panel).map(Spread::max).orElse(0.0));
            numbers = Math.max(
                    numbers, row.values.get(panel).map(Bars::numberWidth).orElse(0.0));
        }
        double scale = most > 0 ? (width - SPACE - numbers) / most : 0;
        for (int i = 0; i < rows.size(); i++) {
            var row = rows.get(i);
            double middle = middle(i);
            row.values
                    .get(panel)
                    .ifPresentOrElse(
                            value -> drawBar(svg, row, value, new Place(left, middle, scale)),
                            () -> svg.text("small", left + SPACE, middle + HALF_LINE, MISSING));
        }
        svg.path("base", Svg.format("M%.1f %.1f V%.1f", left, TOP, middle(rows.size()) - ROW / 2));
    }

    /**
     * Where a bar lies.
     *
     * @param left where it begins
     * @param middle of its height
     * @param scale how wide one is
     */
    private record Place(double left, double middle, double scale) {

        double x(double value) {
            return left + value * scale;
        }
    }

    private static void drawBar(Svg svg, Row row, Spread value, Place place) {
        svg.add("<g>");
        svg.add(
                "<title>%s: %s (%s to %s)</title>",
                row.name, Numbers.plain(value.median()), Numbers.plain(value.min()), Numbers.plain(value.max()));
        svg.add(
                "<rect class=\"bar %s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>",
                row.family.style(), place.left, place.middle - BAR / 2, value.median() * place.scale, BAR);
        drawWhisker(svg, value, place);
        svg.text(
                name(row, "number"),
                place.x(value.max()) + SPACE,
                place.middle + HALF_LINE,
                Numbers.compact(value.median()));
        svg.add("</g>");
    }

    private static void drawWhisker(Svg svg, Spread value, Place place) {
        double min = place.x(value.min());
        double max = place.x(value.max());
        double top = place.middle - CAP;
        double bottom = place.middle + CAP;
        svg.path(
                "whisker",
                Svg.format(
                        "M%1$.1f %2$.1f V%3$.1f M%1$.1f %5$.1f H%4$.1f M%4$.1f %2$.1f V%3$.1f",
                        min, top, bottom, max, place.middle));
    }

    private static double numberWidth(Spread value) {
        return Svg.width(Numbers.compact(value.median()));
    }

    private static String name(Row row, String style) {
        return row.family == Family.FORGE ? style + " strong" : style;
    }

    private static double middle(int row) {
        return TOP + row * ROW + ROW / 2;
    }
}
