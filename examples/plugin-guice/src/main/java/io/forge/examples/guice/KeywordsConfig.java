package io.forge.examples.guice;

import java.util.List;

/**
 * The section {@code handlers.keywords.config}.
 *
 * @param most how many keywords are answered at most; 3 where nothing is said
 * @param ignore words that are never keywords
 */
record KeywordsConfig(Integer most, List<String> ignore) {

    KeywordsConfig {
        most = most == null ? 3 : most;
    }
}
