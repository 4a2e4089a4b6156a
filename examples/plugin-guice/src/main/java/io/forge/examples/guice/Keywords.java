package io.forge.examples.guice;

import jakarta.inject.Inject;
import java.util.List;

/** Finds what a text is about. */
final class Keywords {

    /**
     * What is sent.
     *
     * @param text any text
     */
    record Text(String text) {}

    /**
     * What is answered.
     *
     * @param keywords the most frequent first
     */
    record Answer(List<String> keywords) {}

    private final Tokenizer tokenizer;
    private final StopWords stopWords;
    private final Ranking ranking;

    @Inject
    Keywords(Tokenizer tokenizer, StopWords stopWords, Ranking ranking) {
        this.tokenizer = tokenizer;
        this.stopWords = stopWords;
        this.ranking = ranking;
    }

    Answer of(Text text) {
        var words = tokenizer.words(text.text()).filter(word -> !stopWords.contain(word));
        return new Answer(ranking.top(words));
    }
}
