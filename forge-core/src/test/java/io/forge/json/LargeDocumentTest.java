package io.forge.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.forge.api.ErrorCode;
import io.forge.api.ForgeException;
import io.forge.runtime.Codec;
import io.forge.runtime.Payload;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/** Texts of documents so large that they are made from the bytes at once: the same texts, and the same refusals. */
class LargeDocumentTest {

    /** Long enough that the document is large, whatever else is in it. */
    private static final String LONG = "x".repeat(10_000);

    @SuppressWarnings("unchecked") // A codec is found by the very type that it is for.
    private final Codec<Object> codec = (Codec<Object>) new JsonCodecs(1 << 20).of(Object.class);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "ä",
                "ÿ",
                "Ā",
                "漢字",
                "\uD83D\uDE00",
                "a\uD83D\uDE00ä漢",
                "\u007F\u0080\u07FF\u0800\uFFFD\uFFFF",
                "\\\"",
                "\\\\",
                "\\/",
                "\\b\\f\\n\\r\\t",
                "\\u0041",
                "\\u00e4\\u00E4",
                "\\u0000",
                "\\ud83d\\ude00",
                "a\\nä\\n漢\\n\uD83D\uDE00\\n",
                "\\n",
                "\\\\\\\"",
                "ends with a backslash\\\\",
                "{\\\"a\\\":[1]}"
            })
    void readsTheTextsThatAnyReaderReads(String escaped) {
        assertReadAsByJackson("[\"%s\",\"%s\"]".formatted(LONG, escaped));
        assertReadAsByJackson("[\"%s%s\"]".formatted(LONG, escaped));
        assertReadAsByJackson("[\"%s%s\"]".formatted(escaped, LONG));
        assertReadAsByJackson("{\"%s\":\"%s\" , \"b\" : \"%s\"}".formatted(escaped, escaped, LONG));
    }

    private void assertReadAsByJackson(String document) {
        assertThat(read(document)).isEqualTo(new JsonMapper().readValue(document, Object.class));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[\"\\x\"]",
                "[\"\\u\"]",
                "[\"\\u12\"]",
                "[\"\\u12g4\"]",
                "[\"\\u12\u00e44\"]",
                "[\"\\U0041\"]",
                "[\"\\0\"]",
                "[\"a\nb\"]",
                "[\"\\n\tb\"]",
                "[\"\u001F\"]",
                "[\"a\" \"b\"]",
                "[\"a\"b]",
                "[\"a\\",
                "[\"a\\u",
                "[\"a\\u00",
                "[\"a\\n",
                "[\"a",
                "[\"",
                "[\"\\\"]"
            })
    void refusesWhatItRefusesOfASmallDocument(String broken) {
        var ofSmall = refusal(broken);
        var ofLarge = refusal(" ".repeat(LONG.length()) + broken);

        assertThat(ofLarge.code()).isEqualTo(ErrorCode.INVALID_INPUT);
        assertThat(withoutPlace(ofLarge)).isEqualTo(withoutPlace(ofSmall));
    }

    private ForgeException refusal(String document) {
        return catchThrowableOfType(ForgeException.class, () -> read(document));
    }

    private static String withoutPlace(ForgeException refusal) {
        return refusal.getMessage().replaceAll("column \\d+|byte \\d+", "");
    }

    @Test
    void readsFromTheMiddleOfAnArray() {
        byte[] bytes = "garbage[\"%s\",\"b\\n\"]garbage".formatted(LONG).getBytes(UTF_8);

        var value = codec.decode("", ByteBuffer.wrap(bytes, 7, bytes.length - 14));

        assertThat(value).isEqualTo(List.of(LONG, "b\n"));
    }

    @Test
    void readsATextTwiceAndGoesOnBehindIt() {
        var factory = new StrictJsonFactory(JsonFactory.builder());
        byte[] bytes = "[\"%s\",7]".formatted(LONG).getBytes(UTF_8);

        try (var parser = factory.createParser(ObjectReadContext.empty(), bytes, 0, bytes.length)) {
            parser.nextToken();
            parser.nextToken();

            assertThat(parser.getString()).isEqualTo(LONG);
            assertThat(parser.getString()).isEqualTo(LONG);
            assertThat(parser.getStringLength()).isEqualTo(LONG.length());
            assertThat(parser.getString()).isEqualTo(LONG);
            parser.nextToken();
            assertThat(parser.getIntValue()).isEqualTo(7);
        }
    }

    @Test
    void writesInPiecesWhatItReads() {
        var value = Map.of("a", LONG.repeat(50) + "ä漢\n");

        Payload written = codec.encode(value);

        assertThat(written.tail()).isNotEmpty();
        assertThat(codec.decode("", written.inOnePiece())).isEqualTo(value);
    }

    private Object read(String document) {
        return codec.decode("", ByteBuffer.wrap(document.getBytes(UTF_8)));
    }
}
