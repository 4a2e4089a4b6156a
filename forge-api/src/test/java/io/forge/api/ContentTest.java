package io.forge.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentTest {

    @Test
    void readingItDoesNotUseItUp() {
        var content = Content.of("text/plain", "abc".getBytes(UTF_8));

        content.bytes().get();

        assertThat(content.bytes().remaining()).isEqualTo(3);
    }

    @Test
    void sharesItsBytesInsteadOfCopyingThem() {
        var buffer = ByteBuffer.allocate(3);
        var content = Content.of("application/octet-stream", buffer);

        buffer.put(0, (byte) 7);

        assertThat(content.bytes().get(0)).isEqualTo((byte) 7);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "TEXT/Plain",
                "application/vnd.api+json",
                "application/x-www-form-urlencoded",
                "text/plain;charset=utf-8",
                "text/plain; charset=utf-8",
                "text/plain \t ; \t charset=utf-8",
                "text/plain; charset=\"utf-8\"",
                "text/plain; version=0.0.4; charset=utf-8",
                "multipart/form-data; boundary=\"a b; c=d/\u00e9\"",
                "text/plain; note=\"a \\\" quoted \\\\ text\"",
                "text/plain; note=\"\"",
                "text/plain;",
                "text/plain; ; charset=utf-8;",
                "a/b",
                "!#$%&'*+-.^_`|~/x"
            })
    void isOfAnyMediaType(String mediaType) {
        assertThat(Content.of(mediaType, new byte[0]).mediaType()).isEqualTo(mediaType);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "bad type",
                "text",
                "text/",
                "/plain",
                "text//plain",
                "text/plain/more",
                " text/plain",
                "text/plain ",
                "text /plain",
                "text/plain, text/html",
                "text/plain charset=utf-8",
                "text/plain; charset",
                "text/plain; charset=",
                "text/plain; =utf-8",
                "text/plain; charset =utf-8",
                "text/plain; charset= utf-8",
                "text/plain; charset=\"utf-8",
                "text/plain; charset=\"utf-8\\",
                "text/plain; charset=\"utf-8\"x",
                "text/plain; note=\"\u20ac\"",
                "text/plain; note=\"\r\n\"",
                "text/plain\r\nX-Evil: 1",
                "text/plain\n",
                "text/pl\u00e4in",
                "text/\u0000"
            })
    void refusesWhatIsNoMediaType(String mediaType) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Content.of(mediaType, new byte[0]))
                .withMessage(
                        "'%s' is not a media type: write type/subtype and perhaps parameters, such as image/png or text/plain; charset=utf-8",
                        mediaType.replaceAll("\\p{Cntrl}", "?"));
    }

    @Test
    void canBeOfNoType() {
        assertThat(Content.untyped(new byte[3]).mediaType()).isEmpty();
        assertThat(Content.untyped(new byte[3])).hasToString("untyped, 3 bytes");
    }
}
