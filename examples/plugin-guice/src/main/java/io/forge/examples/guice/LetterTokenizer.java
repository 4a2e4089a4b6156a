package io.forge.examples.guice;

import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Takes whatever is no letter for the end of a word. */
final class LetterTokenizer implements Tokenizer {

    private static final Pattern GAP = Pattern.compile("\\P{L}+");

    @Override
    public Stream<String> words(String text) {
        return GAP.splitAsStream(text.toLowerCase(Locale.ROOT)).filter(word -> !word.isEmpty());
    }
}
