package io.forge.examples.guice;

import java.util.stream.Stream;

/** Takes a text apart. */
interface Tokenizer {

    /** The words of a text, in lower case. */
    Stream<String> words(String text);
}
