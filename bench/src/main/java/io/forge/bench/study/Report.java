package io.forge.bench.study;

import java.util.List;

/**
 * All that a study tells.
 *
 * @param title its heading
 * @param introduction its paragraphs; each is {@link Prose}
 * @param environment what it was measured on
 * @param sections its questions, in the order of the page
 */
record Report(String title, List<String> introduction, Table environment, List<Section> sections) {

    /** One study. */
    Report {
        introduction = List.copyOf(introduction);
        sections = List.copyOf(sections);
    }
}
