package io.forge.cli.output;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Lays rows out in columns. */
public final class Columns {

    private static final String GAP = "  ";

    private Columns() {}

    /** Rows under a line of titles. */
    public static List<String> lines(List<String> titles, List<List<String>> rows) {
        var head = titles.stream().map(title -> title.toUpperCase(Locale.ROOT)).toList();
        return lines(Stream.concat(Stream.of(head), rows.stream()).toList());
    }

    /** Rows without titles, all of the same length. */
    public static List<String> lines(List<List<String>> rows) {
        int columns = rows.isEmpty() ? 0 : rows.get(0).size();
        int[] widths = IntStream.range(0, columns)
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        return rows.stream().map(row -> line(row, widths)).toList();
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
