package io.forge.examples.guice;

import jakarta.inject.Inject;
import java.util.Set;

/** Knows the words that say nothing of a text. */
final class StopWords {

    private final Set<String> words;

    @Inject
    StopWords(KeywordsConfig config) {
        this.words = Set.copyOf(config.ignore());
    }

    boolean contain(String word) {
        return words.contains(word);
    }
}
