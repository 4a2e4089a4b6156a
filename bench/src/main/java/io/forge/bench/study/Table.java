package io.forge.bench.study;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Figures in rows, named by their first cell.
 *
 * @param columns what stands above the cells; at least one
 * @param rows each as wide as the columns; each cell is {@link Prose}
 */
record Table(List<String> columns, List<List<String>> rows) {

    /** Whose rows are all of one width. */
    Table {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("A table needs at least one column");
        }
        for (List<String> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException(
                        "Row %s has %d cells but the columns are %s".formatted(row, row.size(), columns));
            }
        }
    }

    /** A table with pipes, whose first column is aligned to the left and the others to the right. */
    String markdown() {
        var rule = IntStream.range(0, columns.size())
                .mapToObj(column -> column == 0 ? ":---" : "---:")
                .toList();
        return Stream.concat(
                        Stream.of(markdown(columns), line(rule)), rows.stream().map(Table::markdown))
                .collect(joining());
    }

    private static String markdown(List<String> cells) {
        return line(cells.stream().map(Table::markdownCell).toList());
    }

    /** A pipe ends a cell even inside code. */
    private static String markdownCell(String cell) {
        return new Prose(cell).markdown().replace("|", "\\|").replace("\n", " ");
    }

    private static String line(List<String> cells) {
        return cells.stream().collect(joining(" | ", "| ", " |\n"));
    }

    /** A table element. */
    String html() {
        var head = columns.stream()
                .map(column -> "<th scope=\"col\">" + new Prose(column).html() + "</th>")
                .collect(joining("", "<tr>", "</tr>"));
        var body = rows.stream().map(Table::html).collect(joining("\n"));
        return "<table>\n<thead>" + head + "</thead>\n<tbody>\n" + body + "\n</tbody>\n</table>\n";
    }

    private static String html(List<String> row) {
        var name = "<th scope=\"row\">" + new Prose(row.get(0)).html() + "</th>";
        return row.stream()
                .skip(1)
                .map(cell -> "<td>" + new Prose(cell).html() + "</td>")
                .collect(joining("", "<tr>" + name, "</tr>"));
    }

    /** Aligned for a terminal. */
    String text() {
        var lines = Stream.concat(Stream.of(columns), rows.stream()).toList();
        var widths = IntStream.range(0, columns.size())
                .mapToObj(column -> lines.stream()
                        .mapToInt(line -> line.get(column).length())
                        .max()
                        .orElse(0))
                .toList();
        return lines.stream().map(line -> text(line, widths)).collect(joining());
    }

    private static String text(List<String> cells, List<Integer> widths) {
        var line = IntStream.range(0, cells.size())
                .mapToObj(column -> column == 0
                        ? cells.get(column) + padding(cells.get(column), widths.get(column))
                        : padding(cells.get(column), widths.get(column)) + cells.get(column))
                .collect(joining("  "));
        return line.stripTrailing() + "\n";
    }

    private static String padding(String cell, int width) {
        return " ".repeat(width - cell.length());
    }
}
