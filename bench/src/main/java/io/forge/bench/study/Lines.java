package io.forge.bench.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.ToDoubleFunction;

/**
 * Draws a line for each server, whose colour is its family's and whose dashes are its own.
 *
 * @param title what the chart is called when it is not seen
 * @param x from left to right
 * @param y from the ground up
 * @param series in the order of the legend
 */
record Lines(String title, Axis x, Axis y, List<Series> series) {

    private static final double EDGE = 20;
    private static final double LEFT = 76;
    private static final double TOP = 48;
    private static final double LEAST_HEIGHT = 300;
    private static final double BELOW = 56;
    private static final double ROW = 21;
    private static final double SAMPLE = 36;
    private static final double SPACE = 8;
    /** From the middle of a line of text to what it stands on. */
    private static final double HALF_LINE = 4.5;

    /** One plot. */
    Lines {
        series = List.copyOf(series);
    }

    /**
     * One server.
     *
     * @param name what is written in the legend
     * @param family whose colour it has
     * @param points from left to right
     */
    record Series(String name, Family family, List<Point> points) {

        /** One server. */
        Series {
            points = List.copyOf(points);
        }
    }

    /**
     * One value.
     *
     * @param x where it was measured
     * @param y what was measured
     */
    record Point(double x, double y) {}

    /** The chart as text. */
    String svg() {
        double bottom = TOP + Math.max(LEAST_HEIGHT, series.size() * ROW);
        double names =
                series.stream().mapToDouble(line -> Svg.width(line.name)).max().orElse(0);
        double legend = Svg.WIDTH - EDGE - names - SPACE - SAMPLE;
        var across = x.scale(values(Point::x), new Interval(LEFT, legend - EDGE - SPACE));
        var up = y.scale(values(Point::y), new Interval(bottom, TOP));
        var svg = Svg.of(bottom + BELOW, title, description());
        drawGrid(svg, across, up);
        var styled = styled();
        for (int i = 0; i < styled.size(); i++) {
            drawName(svg, styled.get(i), legend, TOP + ROW / 2 + i * ROW);
        }
        styled.stream()
                .sorted(Comparator.comparing(line -> line.series.family == Family.FORGE))
                .forEach(line -> drawLine(svg, line, across, up));
        return svg.close();
    }

    private List<Double> values(ToDoubleFunction<Point> coordinate) {
        return series.stream()
                .flatMap(line -> line.points.stream())
                .filter(this::has)
                .map(coordinate::applyAsDouble)
                .toList();
    }

    private boolean has(Point point) {
        return x.has(point.x) && y.has(point.y);
    }

    private String description() {
        return "A line for each of %d servers: %s, by %s.".formatted(series.size(), y.label(), x.label());
    }

    private void drawGrid(Svg svg, Scale across, Scale up) {
        var width = across.pixels();
        var height = up.pixels();
        for (double tick : up.ticks()) {
            svg.path("grid", Svg.format("M%.1f %.1f H%.1f", width.from(), up.at(tick), width.to()));
            svg.text(
                    "small end",
                    width.from() - SPACE,
                    up.at(tick) + HALF_LINE,
                    up.spacing().label(tick));
        }
        for (double tick : across.ticks()) {
            svg.path("grid", Svg.format("M%.1f %.1f V%.1f", across.at(tick), height.from(), height.to()));
            svg.text(
                    "small middle",
                    across.at(tick),
                    height.from() + 18,
                    across.spacing().label(tick));
        }
        svg.text("middle", (width.from() + width.to()) / 2, height.from() + 42, x.label());
        svg.text("", EDGE, TOP - 20, y.label());
    }

    /** The second of a family is dashed, the third dotted, and so on. */
    private List<Styled> styled() {
        var seen = new EnumMap<Family, Integer>(Family.class);
        var styled = new ArrayList<Styled>();
        for (Series line : series) {
            int before = seen.merge(line.family, 1, Integer::sum) - 1;
            int dash = before % ChartStyle.DASHES + 1;
            styled.add(new Styled(line, "line %s dash-%d".formatted(line.family.style(), dash)));
        }
        return styled;
    }

    private static void drawName(Svg svg, Styled line, double x, double y) {
        svg.path(line.style, Svg.format("M%.1f %.1f H%.1f", x, y, x + SAMPLE));
        var style = line.series.family == Family.FORGE ? "strong" : "";
        svg.text(style, x + SAMPLE + SPACE, y + HALF_LINE, line.series.name);
    }

    /** Goes on behind a point that has no place as a new line. */
    private void drawLine(Svg svg, Styled line, Scale across, Scale up) {
        var path = new StringJoiner(" ");
        var pen = "M";
        for (Point point : line.series.points) {
            if (!has(point)) {
                pen = "M";
                continue;
            }
            path.add(Svg.format("%s%.1f %.1f", pen, across.at(point.x), up.at(point.y)));
            pen = "L";
        }
        if (path.length() > 0) {
            svg.path(line.style, path.toString());
        }
    }

    /**
     * A line as it is drawn.
     *
     * @param series what it shows
     * @param style its colour and its dashes
     */
    private record Styled(Series series, String style) {}
}
