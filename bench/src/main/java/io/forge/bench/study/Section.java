package io.forge.bench.study;

import java.util.List;

/**
 * One question of a report, answered.
 *
 * @param title its heading
 * @param about what was done and how to read it; {@link Prose}
 * @param tables the answer in figures
 * @param pictures the answer at a glance
 */
record Section(String title, String about, List<Table> tables, List<Picture> pictures) {

    /** One question. */
    Section {
        tables = List.copyOf(tables);
        pictures = List.copyOf(pictures);
    }
}
