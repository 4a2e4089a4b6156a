package io.forge.examples.guice;

import static java.util.Map.Entry.comparingByKey;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Orders words by how often they come. */
final class Ranking {

    private static final Comparator<Map.Entry<String, Long>> MOST_FREQUENT_FIRST =
            Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(comparingByKey());

    private final int most;

    @Inject
    Ranking(KeywordsConfig config) {
        this.most = config.most();
    }

    List<String> top(Stream<String> words) {
        return words.collect(groupingBy(word -> word, counting())).entrySet().stream()
                .sorted(MOST_FREQUENT_FIRST)
                .limit(most)
                .map(Map.Entry::getKey)
                .toList();
    }
}
