package io.forge.cli;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Lays rows out in columns, under a line of titles. */
final class Columns {

    private static final String GAP = "  ";

    private Columns() {}

    static List<String> lines(List<String> titles, List<List<String>> rows) {
        var head = titles.stream().map(title -> title.toUpperCase(Locale.ROOT)).toList();
        var all = Stream.concat(Stream.of(head), rows.stream()).toList();
        int[] widths = IntStream.range(0, titles.size())
                .map(column -> all.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        return all.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, int[] widths) {
        var line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String cell = row.get(column);
            line.append(cell).append(" ".repeat(widths[column] - cell.length())).append(GAP);
        }
        return line.toString().stripTrailing();
    }
}
