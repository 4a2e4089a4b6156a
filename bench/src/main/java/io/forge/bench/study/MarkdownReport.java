package io.forge.bench.study;

import java.util.ArrayList;

/** Writes a report as Markdown, without its pictures. */
final class MarkdownReport {

    private MarkdownReport() {}

    /** The page, which ends with the end of a line. */
    static String of(Report report) {
        var blocks = new ArrayList<String>();
        blocks.add(heading("#", report.title()));
        report.introduction().forEach(paragraph -> blocks.add(paragraph(paragraph)));
        blocks.add(heading("##", "Environment"));
        blocks.add(report.environment().markdown());
        for (Section section : report.sections()) {
            blocks.add(heading("##", section.title()));
            blocks.add(paragraph(section.about()));
            section.tables().forEach(table -> blocks.add(table.markdown()));
        }
        return String.join("\n", blocks);
    }

    private static String heading(String level, String title) {
        return level + " " + paragraph(title);
    }

    private static String paragraph(String text) {
        return new Prose(text).markdown() + "\n";
    }
}
