package io.forge.handlers.reverse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.forge.api.ErrorCode;
import io.forge.api.ForgeException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ReversalTest {

    static Stream<Arguments> texts() {
        return Stream.of(
                Arguments.of("", ""),
                Arguments.of("abc", "cba"),
                // Surrogate pairs stay whole, also next to each other and next to their own kind.
                Arguments.of("a\uD83D\uDE00b", "b\uD83D\uDE00a"),
                Arguments.of("\uD83D\uDE00\uD83D\uDE01", "\uD83D\uDE01\uD83D\uDE00"),
                // A combining mark does not stay with its letter: it is a code point of its own.
                Arguments.of("e\u0301x", "x\u0301e"),
                // Nor do the parts of a joined emoji.
                Arguments.of("\uD83D\uDC69\u200D\uD83D\uDCBB", "\uD83D\uDCBB\u200D\uD83D\uDC69"));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void reversesTextByCodePoint(String text, String reversed) {
        assertThat(Reversal.of(Map.of("key", text)).data()).containsExactly(reversed);
    }

    @Test
    void reversesAnArrayByItsElementsAndLeavesThemAsTheyAre() {
        var elements = Arrays.asList("ab", 1, null, List.of(1, 2), Map.of("a", "bc"));

        assertThat(Reversal.of(Map.of("key", elements)).data())
                .containsExactly(Arrays.asList(Map.of("a", "bc"), List.of(1, 2), null, 1, "ab"));
    }

    @Test
    void keepsTheOrderInWhichTheValuesStood() {
        var values = new LinkedHashMap<String, Object>();
        values.put("z", "12");
        values.put("a", List.of(3, 4));
        values.put("m", "56");

        assertThat(Reversal.of(values).data()).containsExactly("21", List.of(4, 3), "65");
    }

    @Test
    void nothingReversedIsNothing() {
        assertThat(Reversal.of(Map.of()).data()).isEmpty();
    }

    static Stream<Arguments> misfits() {
        return Stream.of(
                Arguments.of(1, "a number"),
                Arguments.of(1.5, "a number"),
                Arguments.of(true, "a boolean"),
                Arguments.of(null, "null"),
                Arguments.of(Map.of("b", "c"), "an object"));
    }

    @ParameterizedTest
    @MethodSource("misfits")
    void namesTheKeyOfAValueThatIsNeitherTextNorArray(Object value, String description) {
        var values = new LinkedHashMap<String, Object>();
        values.put("good", "text");
        values.put("bad", value);

        assertThatExceptionOfType(ForgeException.class)
                .isThrownBy(() -> Reversal.of(values))
                .withMessage("The value of 'bad' must be a string or an array but is %s", description)
                .extracting(ForgeException::code)
                .isEqualTo(ErrorCode.INVALID_INPUT);
    }
}
