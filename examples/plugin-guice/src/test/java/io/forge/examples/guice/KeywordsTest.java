package io.forge.examples.guice;

import static org.assertj.core.api.Assertions.assertThat;

import io.forge.Forge;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KeywordsTest {

    private static final String TEXT = "Egg of a hen, the egg of the hen, an egg of the goose, the egg";

    @Test
    void answersTheMostFrequentWordsFirst() {
        assertThat(keywords(3)).containsExactly("egg", "hen", "goose");
    }

    @Test
    void answersAsManyAsAreConfigured() {
        assertThat(keywords(1)).containsExactly("egg");
    }

    private static List<String> keywords(int most) {
        try (Forge forge = Forge.builder()
                .handlers("keywords")
                .set("handlers.keywords.config.most", most)
                .set("handlers.keywords.config.ignore", List.of("a", "an", "of", "the"))
                .load()) {
            return forge.call("keywords", new Keywords.Text(TEXT), Keywords.Answer.class)
                    .toCompletableFuture()
                    .join()
                    .keywords();
        }
    }

    /** What is put together by constructors can be put together without Guice, too. */
    @Test
    void ignoresWhatIsConfigured() {
        var config = new KeywordsConfig(3, List.of("b"));
        Tokenizer tokenizer = text -> Stream.of(text.split(""));
        var keywords = new Keywords(tokenizer, new StopWords(config), new Ranking(config));

        assertThat(keywords.of(new Keywords.Text("abcb")).keywords()).containsExactly("a", "c");
    }
}
