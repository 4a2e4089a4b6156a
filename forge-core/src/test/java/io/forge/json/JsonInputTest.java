package io.forge.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.forge.api.ForgeException;
import io.forge.runtime.Codec;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** One parser reads many documents: none may leave anything behind for the next. */
final class JsonInputTest {

    private static final String WHOLE = "{\"a\":\"b\",\"list\":[1,2.5,true,null],\"inner\":{\"\\u00e9\":\"\\n\"}}";
    private static final int MUTATIONS = 20_000;

    private final ObjectReader ordinary = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .build()
            .readerFor(Map.class);

    @SuppressWarnings("unchecked") // A codec is found by the very type that it is for.
    private final Codec<Object> codec = (Codec<Object>) new JsonCodecs(1 << 20).of(Map.class);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{\"a\":1",
                "{\"a\":[1,2",
                "{\"a\":12",
                "{\"a\":\"b",
                "{\"a\":1} tr",
                "{\"a\":1} \"x",
                "{\"a\":1}{\"b\":",
                "{\"a\":1}{\"b\":2}",
                "{\"a\":1}]",
                "{\"a\":1,\"a\":2}",
                "[1,2]",
                "[]"
            })
    void refusesWhatIsNoWholeObjectAndReadsTheNextOneAsEver(String broken) {
        assertThat(decode(WHOLE.getBytes(UTF_8))).isEqualTo(expected(WHOLE.getBytes(UTF_8)));

        assertThat(decode(broken.getBytes(UTF_8))).isEqualTo("refused");

        assertThat(decode(WHOLE.getBytes(UTF_8))).isEqualTo(expected(WHOLE.getBytes(UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":1} ", "{\"a\":1}\r\n\t ", " {\"a\":1}", "{ \"a\" : 1 }\n"})
    void takesWhiteSpaceAroundADocument(String document) {
        assertThat(decode(document.getBytes(UTF_8))).isEqualTo(Map.of("a", 1));
        assertThat(decode(document.getBytes(UTF_8))).isEqualTo(Map.of("a", 1));
    }

    @Tag("slow")
    @Test
    void agreesWithAParserOfItsOwnForEachOfManyDamagedDocuments() {
        var random = new Random(42);
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] damaged = damage(WHOLE.getBytes(UTF_8), random);

            assertThat(decode(damaged)).as(new String(damaged, ISO_8859_1)).isEqualTo(expected(damaged));
        }
    }

    /** Bytes replaced by others that mean something in JSON, and sometimes an end before the end. */
    private static byte[] damage(byte[] document, Random random) {
        String meaningful = "{}[]\",:0123456789.-+ \\ntrufalse\n";
        for (int hits = random.nextInt(3); hits >= 0; hits--) {
            document[random.nextInt(document.length)] = (byte) meaningful.charAt(random.nextInt(meaningful.length()));
        }
        int length = random.nextInt(4) == 0 ? 1 + random.nextInt(document.length) : document.length;
        return java.util.Arrays.copyOf(document, length);
    }

    private Object decode(byte[] document) {
        try {
            return codec.decode("application/json", ByteBuffer.wrap(document));
        } catch (ForgeException e) {
            return "refused";
        }
    }

    private Object expected(byte[] document) {
        try {
            JsonText.check(document, 0, document.length);
            Object value = ordinary.readValue(document);
            return value == null ? "refused" : value;
        } catch (RuntimeException e) {
            return "refused";
        }
    }
}
