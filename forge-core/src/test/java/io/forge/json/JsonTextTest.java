package io.forge.json;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.forge.api.ErrorCode;
import io.forge.api.ForgeException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "22 c2 80 22", // the first of two bytes
                "22 df bf 22",
                "22 e0 a0 80 22", // the first of three
                "22 ed 9f bf 22", // the last before the surrogates
                "22 ee 80 80 22",
                "22 ef bf bf 22",
                "22 f0 90 80 80 22", // the first of four
                "22 f4 8f bf bf 22" // the last of Unicode
            })
    void takesEveryLengthOfUtf8(String hex) {
        var bytes = bytes(hex);

        assertThatNoException().isThrownBy(() -> JsonText.check(bytes, 0, bytes.length));
    }

    @ParameterizedTest
    @CsvSource({
        "22 ff 22, 1", // no byte of UTF-8
        "22 80 22, 1", // a tail without a head
        "22 c3, 1", // cut off
        "22 c3 22, 1",
        "22 e2 82, 1",
        "22 f0 9f 98, 1",
        "22 c0 ae 22, 1", // overlong
        "22 c1 bf 22, 1",
        "22 e0 80 ae 22, 1",
        "22 e0 9f bf 22, 1",
        "22 f0 80 80 ae 22, 1",
        "22 ed a0 80 22, 1", // a surrogate
        "22 ed bf bf 22, 1",
        "22 f4 90 80 80 22, 1", // beyond Unicode
        "22 f5 80 80 80 22, 1",
        "22 61 62 f8 88 80 80 80 22, 3"
    })
    void refusesWhatIsNotUtf8AndSaysWhere(String hex, int where) {
        assertRefused(bytes(hex), "The body is not UTF-8 at byte %d: send JSON as UTF-8".formatted(where));
    }

    @Test
    void refusesAByteOrderMark() {
        assertRefused(bytes("ef bb bf 7b 7d"), "The body starts with a byte order mark: send JSON without one");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
    void refusesAnotherEncodingOfUnicode(String charset) throws Exception {
        assertThatExceptionOfType(ForgeException.class)
                .isThrownBy(() -> {
                    var bytes = "{\"a\":\"b\"}".getBytes(charset);
                    JsonText.check(bytes, 0, bytes.length);
                })
                .withMessageContaining("send JSON as UTF-8");
    }

    @ParameterizedTest
    @CsvSource({"\\ud800", "\\uDBFFx", "\\udc00", "\\udfff", "\\ud800\\ud800", "\\ud800\\u0041", "\\udc00\\ud800"})
    void refusesHalfOfASurrogatePair(String escape) {
        var bytes = ("\"" + escape + "\"").getBytes(StandardCharsets.US_ASCII);

        assertRefused(
                bytes,
                "The escape %s at byte 1 is half of a surrogate pair: send both halves, or the character itself"
                        .formatted(escape.substring(0, 6).toLowerCase()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\ud83d\\ude00",
                "\\uD83D\\uDE00",
                "\\u0041",
                "\\\\ud800",
                "\\n",
                "\\\\",
                "\\ud83d\\ude00\\u0041"
            })
    void takesWholePairsAndOtherEscapes(String escape) {
        var bytes = ("\"" + escape + "\"").getBytes(StandardCharsets.US_ASCII);

        assertThatNoException().isThrownBy(() -> JsonText.check(bytes, 0, bytes.length));
    }

    @Test
    void checksOnlyTheBytesThatAreTheDocument() {
        var bytes = bytes("ff 7b 7d ff");

        assertThatNoException().isThrownBy(() -> JsonText.check(bytes, 1, 2));
    }

    private static void assertRefused(byte[] bytes, String message) {
        assertThatExceptionOfType(ForgeException.class)
                .isThrownBy(() -> JsonText.check(bytes, 0, bytes.length))
                .withMessage(message)
                .extracting(ForgeException::code)
                .isEqualTo(ErrorCode.INVALID_INPUT);
    }

    private static byte[] bytes(String hex) {
        return HexFormat.ofDelimiter(" ").parseHex(hex);
    }
}
