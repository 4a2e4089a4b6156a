package io.forge.bench.study;

import io.forge.bench.Figure;
import java.util.ArrayList;
import java.util.List;

/**
 * All that the study has found out, as it is told.
 *
 * @param environment what it ran on
 * @param remarks what is lacking, a sentence each
 * @param overview the picture that says most
 * @param sections one for each experiment
 * @param bounds what must hold
 */
record StudyReport(
        Environment environment, List<String> remarks, Picture overview, List<Section> sections, List<Figure> bounds) {

    private static final List<String> INTRODUCTION = List.of(
            "Every server runs in processes of its own, on a free port of the same machine as its clients, and does the same"
                    + " work; `bench/peers/README.md` tells how each is written. Every JVM has the same flags. Rounds of"
                    + " the servers alternate. Figures are medians, with the least and the most of all rounds in brackets.",
            "Requests/s depend on what else the machine does, and on how much of it the client leaves; CPU time per request"
                    + " (user and system time of the server's processes by the requests that they answered) is the steadier"
                    + " figure. Latencies are measured by an open loop: requests come at random times of a fixed seed,"
                    + " and each counts from when it was due, so that a server that stalls has all of them late"
                    + " (no coordinated omission). Errors are requests without a 2xx answer. Memory and threads are the most"
                    + " that was seen at any time, looked at ten times a second.");

    Report report() {
        var introduction = new ArrayList<>(INTRODUCTION);
        introduction.addAll(remarks);
        var all = new ArrayList<Section>();
        all.add(new Section("Overview", "Light requests and heavy ones, every server.", List.of(), List.of(overview)));
        if (!bounds.isEmpty()) {
            all.add(boundSection());
        }
        all.addAll(sections);
        return new Report("Results of the study", introduction, environment.table(), all);
    }

    private Section boundSection() {
        var rows = bounds.stream()
                .map(figure -> List.of(figure.what(), figure.measured(), figure.bound(), figure.verdict()))
                .toList();
        return new Section(
                "What must hold",
                "Ratios within this run.",
                List.of(new Table(List.of("what", "measured", "must be", ""), rows)),
                List.of());
    }
}
