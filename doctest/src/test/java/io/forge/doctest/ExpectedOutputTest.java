package io.forge.doctest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ExpectedOutputTest {

    @Test
    void textMustBeTheSameLineByLine() {
        assertThat(text("one\ntwo").matches("one\ntwo\n")).isTrue();
        assertThat(text("one\ntwo").matches("one two\n")).isFalse();
        assertThat(text("one").matches("one\ntwo\n")).isFalse();
        assertThat(text("one").matches("")).isFalse();
    }

    @Test
    void charactersOfPatternsStandForThemselves() {
        assertThat(text("a.c (x) \\E [1]").matches("a.c (x) \\E [1]")).isTrue();
        assertThat(text("a.c").matches("abc")).isFalse();
    }

    @Test
    void anEllipsisStandsForAnythingWithinALine() {
        assertThat(text("Java … here").matches("Java 17.0.15 here")).isTrue();
        assertThat(text("Java … here").matches("Java 17\nis here")).isFalse();
    }

    @Test
    void anEllipsisAloneStandsForAnyLines() {
        assertThat(text("first\n…\nlast").matches("first\n2\n3\nlast")).isTrue();
        assertThat(text("first\n…\nlast").matches("first\n2\n3")).isFalse();
    }

    @Test
    void whiteSpaceBetweenTheWordsOfJsonDoesNotCount() {
        assertThat(json("{\n  \"a\": \"b c\",\n  \"d\": [1, 2]\n}").matches("{\"a\":\"b c\",\"d\":[1,2]}"))
                .isTrue();
        assertThat(json("{\"a\": \"b c\"}").matches("{\"a\":\"bc\"}")).isFalse();
        assertThat(json("{\"a\": \"\\\" \"}").matches("{\"a\":\"\\\"\"}")).isFalse();
    }

    @Test
    void theIdOfACallDiffersEachTime() {
        assertThat(json("{\"callId\": \"0123456789abcdef\"}").matches("{\"callId\":\"fedcba9876543210\"}"))
                .isTrue();
        assertThat(json("{\"callId\": \"0123456789abcdef\"}").matches("{\"callId\":\"mine\"}"))
                .isFalse();
    }

    @Test
    void theTimeToBeReadyDiffersEachTime() {
        assertThat(text("POST /a\nready in 0.9 s").matches("POST /a\nready in 12.3 s\n"))
                .isTrue();
        assertThat(text("slept for 0.9 s").matches("slept for 1.0 s")).isFalse();
    }

    private static ExpectedOutput text(String text) {
        return expected("text", text);
    }

    private static ExpectedOutput json(String json) {
        return expected("json", json);
    }

    private static ExpectedOutput expected(String language, String text) {
        return new ExpectedOutput(
                new Block(1, language, List.of(text.split("\n")), Marks.of(List.of()), Place.REPOSITORY));
    }
}
