package io.forge.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.forge.ServedHandler;
import io.forge.api.Handler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The server for tests, used as the author of a handler does. */
class TestServerTest {

    @RegisterExtension
    static final TestServer SERVER = new TestServer()
            .factory(new ShoutFactory())
            .set("handlers.shout.config.ending", "!")
            .handler("hello", Handler.unary(Void.class, String.class, (nothing, call) -> "Hello"))
            .set("http.max-body", "1KiB");

    @Test
    void servesWhatAFactoryMakesOfItsSection() {
        assertThat(SERVER.post("/shout", "{\"text\":\"hello\"}").body()).isEqualTo("{\"text\":\"HELLO!\"}");
    }

    @Test
    void servesAHandler() {
        assertThat(SERVER.get("/hello").body()).isEqualTo("Hello");
    }

    @Test
    void tellsStatusAndHeadersOfAnAnswer() {
        var answer = SERVER.post("/shout", "a".repeat(2000));

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @Test
    void lendsTheServerItself() throws Exception {
        var input = new ShoutFactory.Message("hello");

        var output = SERVER.forge().call("shout", input, ShoutFactory.Message.class);

        assertThat(output.toCompletableFuture().get()).isEqualTo(new ShoutFactory.Message("HELLO!"));
        assertThat(SERVER.forge().handlers()).extracting(ServedHandler::name).containsExactly("hello", "shout");
        assertThat(SERVER.uri()).isEqualTo(SERVER.forge().uri());
    }

    @Test
    void saysWhatToDoWhereItDoesNotRun() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new TestServer().uri())
                .withMessage("The server runs only while a test does:"
                        + " annotate its field with @RegisterExtension, and ask for it in a test");
    }
}
