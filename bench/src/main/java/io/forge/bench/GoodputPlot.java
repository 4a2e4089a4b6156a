package io.forge.bench;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Draws goodput against offered load, both in parts of the capacity, as a picture for a page.
 *
 * @param series a line for each server
 */
record GoodputPlot(List<Series> series) {

    private static final double LEAST_LOAD = 0.1;
    private static final double MOST_LOAD = 10;
    private static final double MOST_GOODPUT = 1.1;
    private static final List<Double> LOADS = List.of(0.1, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0);
    private static final List<Double> GOODPUTS = List.of(0.0, 0.25, 0.5, 0.75, 1.0);

    private static final double LEFT = 60;
    private static final double RIGHT = 740;
    private static final double TOP = 30;
    private static final double BOTTOM = 320;

    private static final double LEGEND = 760;
    private static final double SAMPLE = 20;
    private static final double ROW = 22;

    private static final String HEAD = """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 920 380" width="920" height="380" role="img" aria-labelledby="title description">
              <title id="title">Goodput under overload</title>
              <desc id="description">How much is answered in time, from a tenth of the capacity to ten times as much, by each of the servers.</desc>
              <style>
                svg { font-family: system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif; font-size: 13px; }
                .paper { fill: #ffffff; stroke: #d0d7de; }
                .grid { stroke: #d0d7de; }
                .ideal { fill: none; stroke: #57606a; stroke-dasharray: 4 4; }
                polyline { fill: none; stroke-width: 2; }
                .line-1 { stroke: #1a7f37; }
                .line-2 { stroke: #cf222e; }
                .line-3 { stroke: #d29a3a; }
                circle { fill: #1f2328; }
                text { fill: #1f2328; }
                .small { font-size: 11.5px; fill: #57606a; }
                .middle { text-anchor: middle; }
                .end { text-anchor: end; }
              </style>
              <rect class="paper" x="0.5" y="0.5" width="919" height="379" rx="6"/>
            """;

    /** One line. */
    GoodputPlot {
        series = List.copyOf(series);
    }

    /**
     * One server.
     *
     * @param name what is written beside its line
     * @param points from the least load on; at least one
     */
    record Series(String name, List<Point> points) {}

    /**
     * One load.
     *
     * @param load what arrives
     * @param goodput what is answered in time
     */
    record Point(double load, double goodput) {}

    /** The picture as text. */
    String svg() {
        var svg = new StringBuilder(HEAD);
        drawGrid(svg);
        drawLine(svg, "ideal", List.of(new Point(LEAST_LOAD, LEAST_LOAD), new Point(1, 1), new Point(MOST_LOAD, 1)));
        drawName(svg, "ideal", "small", 0, "what can be done");
        for (int i = 1; i <= series.size(); i++) {
            var server = series.get(i - 1);
            drawLine(svg, "line-" + i, server.points);
            server.points.forEach(point -> drawDot(svg, point));
            drawName(svg, "line-" + i, "", i, server.name);
        }
        return svg.append("</svg>\n").toString();
    }

    private static void drawGrid(StringBuilder svg) {
        for (double goodput : GOODPUTS) {
            append(svg, "  <path class=\"grid\" d=\"M%.1f %.1f H%.1f\"/>", LEFT, y(goodput), RIGHT);
            append(
                    svg,
                    "  <text class=\"small end\" x=\"%.1f\" y=\"%.1f\">%.2f</text>",
                    LEFT - 8,
                    y(goodput) + 4,
                    goodput);
        }
        for (double load : LOADS) {
            append(svg, "  <path class=\"grid\" d=\"M%.1f %.1f V%.1f\"/>", x(load), TOP, BOTTOM);
            append(
                    svg,
                    "  <text class=\"small middle\" x=\"%.1f\" y=\"%.1f\">%s</text>",
                    x(load),
                    BOTTOM + 18,
                    load < 1 ? Double.toString(load) : Integer.toString((int) load));
        }
        append(
                svg,
                "  <text class=\"middle\" x=\"%.1f\" y=\"%.1f\">offered load, in parts of the capacity</text>",
                (LEFT + RIGHT) / 2,
                BOTTOM + 42);
        append(svg, "  <text x=\"%.1f\" y=\"%.1f\">answered in time, in parts of the capacity</text>", LEFT, TOP - 8);
    }

    private static void drawLine(StringBuilder svg, String style, List<Point> points) {
        String places = points.stream()
                .map(point -> format("%.1f,%.1f", x(point.load), y(point.goodput)))
                .collect(Collectors.joining(" "));
        append(svg, "  <polyline class=\"%s\" points=\"%s\"/>", style, places);
    }

    private static void drawDot(StringBuilder svg, Point point) {
        append(svg, "  <circle cx=\"%.1f\" cy=\"%.1f\" r=\"2.5\"/>", x(point.load), y(point.goodput));
    }

    private static void drawName(StringBuilder svg, String style, String text, int row, String name) {
        double y = y(1) + row * ROW;
        append(svg, "  <polyline class=\"%s\" points=\"%.1f,%.1f %.1f,%.1f\"/>", style, LEGEND, y, LEGEND + SAMPLE, y);
        append(svg, "  <text class=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>", text, LEGEND + SAMPLE + 8, y + 4, name);
    }

    /** Each doubling is as wide as the other. */
    private static double x(double load) {
        return LEFT + (RIGHT - LEFT) * Math.log(load / LEAST_LOAD) / Math.log(MOST_LOAD / LEAST_LOAD);
    }

    private static double y(double goodput) {
        return BOTTOM - (BOTTOM - TOP) * goodput / MOST_GOODPUT;
    }

    @SuppressWarnings("AnnotateFormatMethod") // The annotation would be a dependency.
    private static void append(StringBuilder svg, String line, Object... values) {
        svg.append(format(line, values)).append('\n');
    }

    @SuppressWarnings("AnnotateFormatMethod") // The annotation would be a dependency.
    private static String format(String text, Object... values) {
        return String.format(Locale.ROOT, text, values);
    }
}
