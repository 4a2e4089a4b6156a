package io.forge.bench.study;

/** How all charts look, alone and several on one page, where the style of each is the style of all. */
final class ChartStyle {

    /** Has no variables, which not every viewer of SVG knows. */
    static final String TEXT = """
            .chart text { font-family: system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif; font-size: 13px; fill: #1f2328; }
            .chart .small { font-size: 11.5px; fill: #57606a; }
            .chart .strong { font-weight: 600; }
            .chart .middle { text-anchor: middle; }
            .chart .end { text-anchor: end; }
            .chart .paper { fill: #ffffff; stroke: #d0d7de; }
            .chart .grid { fill: none; stroke: #d0d7de; }
            .chart .base { fill: none; stroke: #8c959f; }
            .chart .whisker { fill: none; stroke: #1f2328; stroke-width: 1.25; }
            .chart .bar.forge { fill: #1a7f37; }
            .chart .bar.python { fill: #d9b871; }
            .chart .bar.undertow { fill: #9db4d3; }
            .chart .bar.other { fill: #c3c9d0; }
            .chart .line { fill: none; stroke-width: 1.75; stroke-linejoin: round; }
            .chart .line.forge { stroke: #1a7f37; stroke-width: 2.5; }
            .chart .line.python { stroke: #b7862c; }
            .chart .line.undertow { stroke: #5f82b3; }
            .chart .line.other { stroke: #868e98; }
            .chart .dash-2 { stroke-dasharray: 9 4; }
            .chart .dash-3 { stroke-dasharray: 2 3; }
            .chart .dash-4 { stroke-dasharray: 10 3 2 3; }
            .chart .dash-5 { stroke-dasharray: 5 3; }
            .chart .dash-6 { stroke-dasharray: 10 3 2 3 2 3; }
            @media (prefers-color-scheme: dark) {
              .chart text { fill: #e6edf3; }
              .chart .small { fill: #8d96a0; }
              .chart .paper { fill: #0d1117; stroke: #30363d; }
              .chart .grid { stroke: #30363d; }
              .chart .base { stroke: #6e7681; }
              .chart .whisker { stroke: #e6edf3; }
              .chart .bar.forge { fill: #2ea043; }
              .chart .bar.python { fill: #8a6d2f; }
              .chart .bar.undertow { fill: #47618a; }
              .chart .bar.other { fill: #4b525b; }
              .chart .line.forge { stroke: #3fb950; }
              .chart .line.python { stroke: #c09a4a; }
              .chart .line.undertow { stroke: #7f9cc4; }
              .chart .line.other { stroke: #868e98; }
            }
            """;

    /** How many patterns of dashes there are; the first is a whole line. */
    static final int DASHES = 6;

    private ChartStyle() {}
}
