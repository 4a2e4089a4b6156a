package io.forge.bench.study;

/** Writes a report as one page of HTML that needs no other file; it is well-formed XML too. */
final class HtmlReport {

    private static final String STYLE = """
            :root { color-scheme: light dark; }
            body { max-width: 60rem; margin: 0 auto; padding: 2rem 1rem 4rem; background: #ffffff; color: #1f2328;
              font: 16px/1.55 system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif; }
            h1, h2 { line-height: 1.25; }
            h2 { margin: 3rem 0 1rem; padding-bottom: 0.3rem; border-bottom: 1px solid #d0d7de; }
            p, nav { max-width: 46rem; }
            a { color: #0969da; }
            code { padding: 0.1em 0.3em; border-radius: 4px; background: #eff1f3; font-size: 0.9em; }
            figure { margin: 1.5rem 0; overflow-x: auto; }
            figure svg { display: block; width: 100%; min-width: 40rem; max-width: 920px; height: auto; }
            figcaption { margin-top: 0.4rem; color: #57606a; font-size: 0.9rem; }
            .table { margin: 1.5rem 0; overflow-x: auto; }
            table { border-collapse: collapse; font-size: 0.9rem; font-variant-numeric: tabular-nums; }
            th, td { padding: 0.35rem 0.8rem; border-bottom: 1px solid #d0d7de; text-align: right; vertical-align: top; }
            td { white-space: nowrap; }
            tr :first-child { text-align: left; }
            tbody th { font-weight: normal; white-space: nowrap; }
            .environment td { text-align: left; white-space: normal; }
            .environment th { text-align: left; }
            @media (prefers-color-scheme: dark) {
              body { background: #0d1117; color: #e6edf3; }
              h2, th, td { border-color: #30363d; }
              a { color: #4493f8; }
              code { background: #21262d; }
              figcaption { color: #8d96a0; }
            }
            """;

    private HtmlReport() {}

    /** The page. */
    static String of(Report report) {
        var page = new StringBuilder();
        head(page, report);
        contents(page, report);
        page.append("<main>\n<section id=\"environment\">\n<h2>Environment</h2>\n");
        table(page, "table environment", "Environment", report.environment());
        page.append("</section>\n");
        for (int number = 1; number <= report.sections().size(); number++) {
            section(page, number, report.sections().get(number - 1));
        }
        return page.append("</main>\n</body>\n</html>\n").toString();
    }

    private static void head(StringBuilder page, Report report) {
        page.append("""
                <!DOCTYPE html>
                <html xmlns="http://www.w3.org/1999/xhtml" lang="en">
                <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                """);
        page.append("<title>").append(Markup.escape(report.title())).append("</title>\n");
        page.append("<style>\n").append(STYLE).append("</style>\n</head>\n<body>\n");
        page.append("<header>\n<h1>").append(new Prose(report.title()).html()).append("</h1>\n");
        report.introduction().forEach(text -> paragraph(page, text));
        page.append("</header>\n");
    }

    private static void contents(StringBuilder page, Report report) {
        page.append("<nav aria-label=\"Contents\">\n<ol>\n");
        entry(page, "environment", "Environment");
        for (int number = 1; number <= report.sections().size(); number++) {
            entry(page, id(number), report.sections().get(number - 1).title());
        }
        page.append("</ol>\n</nav>\n");
    }

    private static void entry(StringBuilder page, String id, String title) {
        page.append("<li><a href=\"#").append(id).append("\">");
        page.append(new Prose(title).html()).append("</a></li>\n");
    }

    private static void section(StringBuilder page, int number, Section section) {
        page.append("<section id=\"").append(id(number)).append("\">\n<h2>");
        page.append(new Prose(section.title()).html()).append("</h2>\n");
        paragraph(page, section.about());
        section.pictures().forEach(picture -> picture(page, picture));
        section.tables().forEach(table -> table(page, "table", section.title(), table));
        page.append("</section>\n");
    }

    private static void paragraph(StringBuilder page, String text) {
        page.append("<p>").append(new Prose(text).html()).append("</p>\n");
    }

    private static void picture(StringBuilder page, Picture picture) {
        page.append("<figure>\n").append(picture.svg()).append("<figcaption>");
        page.append(new Prose(picture.title()).html()).append("</figcaption>\n</figure>\n");
    }

    /** What scrolls must be reached by the keyboard, and be named to be announced. */
    private static void table(StringBuilder page, String style, String title, Table table) {
        page.append("<div class=\"").append(style).append("\" role=\"region\" tabindex=\"0\" aria-label=\"");
        page.append(Markup.escape(title)).append("\">\n").append(table.html()).append("</div>\n");
    }

    private static String id(int number) {
        return "section-" + number;
    }
}
