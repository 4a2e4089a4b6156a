package io.forge.bench.study;

import java.util.Locale;
import java.util.stream.Stream;

/** Writes one chart, element by element, as text. */
final class Svg {

    /** Of every chart, which is the width of a page. */
    static final double WIDTH = 920;

    /** The widest of the usual fonts need no more for a letter, on average. */
    private static final double LETTER = 7.8;

    private final StringBuilder text = new StringBuilder();

    private Svg() {}

    /**
     * A chart on its paper. It has no ids, which would have to differ from those of the next chart on a page.
     *
     * @param height as high as it is drawn
     * @param title what it is called when it is not seen
     * @param description what is to be seen
     */
    static Svg of(double height, String title, String description) {
        var svg = new Svg();
        svg.add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart\" viewBox=\"0 0 %1$.0f %2$.0f\""
                        + " width=\"%1$.0f\" height=\"%2$.0f\" role=\"img\" aria-label=\"%3$s\">",
                WIDTH, height, title);
        svg.add("<title>%s</title>", title);
        svg.add("<desc>%s</desc>", description);
        svg.text.append("<style>\n").append(ChartStyle.TEXT).append("</style>\n");
        svg.add(
                "<rect class=\"paper\" x=\"0.5\" y=\"0.5\" width=\"%.0f\" height=\"%.0f\" rx=\"6\"/>",
                WIDTH - 1, height - 1);
        return svg;
    }

    /** How wide a text may become. */
    static double width(String text) {
        return text.length() * LETTER;
    }

    /** Words at a place, which is the left end of their line unless the style says otherwise. */
    void text(String style, double x, double y, String words) {
        add("<text class=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>", style, x, y, words);
    }

    /** Lines along this path. */
    void path(String style, String path) {
        add("<path class=\"%s\" d=\"%s\"/>", style, path);
    }

    /** An element, or one end of it, in which each text is escaped. */
    @SuppressWarnings("AnnotateFormatMethod") // The annotation would be a dependency.
    void add(String element, Object... values) {
        Object[] escaped = Stream.of(values)
                .map(value -> value instanceof String words ? Markup.escape(words) : value)
                .toArray();
        text.append(format(element, escaped)).append('\n');
    }

    /** Text with numbers as SVG reads them. */
    @SuppressWarnings("AnnotateFormatMethod") // The annotation would be a dependency.
    static String format(String text, Object... values) {
        return String.format(Locale.ROOT, text, values);
    }

    /** The whole chart. */
    String close() {
        return text + "</svg>\n";
    }
}
