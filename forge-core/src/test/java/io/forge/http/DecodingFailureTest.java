package io.forge.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.forge.api.Dispatch;
import io.forge.api.Handler;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Code of an input type that fails while the input is read: the request is answered and the next one served. */
class DecodingFailureTest {

    /** Throws what it is told to throw. */
    public record Failing(String failure) {

        /** Fails. */
        public Failing {
            switch (failure) {
                case "exception" -> throw new IllegalStateException("secret");
                case "assertion" -> throw new AssertionError("secret");
                case "stack" -> recurse(1);
                case "memory" -> throw new OutOfMemoryError("secret");
                case "linkage" -> throw new NoClassDefFoundError("secret");
                case "initializer" -> throw new ExceptionInInitializerError("secret");
                default -> throw new UnknownError("secret");
            }
        }

        @SuppressWarnings("InfiniteRecursion") // To overflow the stack.
        private static int recurse(int depth) {
            return recurse(depth + 1) + depth;
        }
    }

    @RegisterExtension
    static final HttpTestServer SERVER =
            new HttpTestServer(builder -> builder.handler("event-loop", failing(Dispatch.EVENT_LOOP))
                    .handler("worker", failing(Dispatch.WORKER))
                    .handler("serial", failing(Dispatch.SERIAL)));

    private static Handler<Failing, String> failing(Dispatch dispatch) {
        return Handler.unary(Failing.class, String.class, (input, call) -> "read")
                .on(dispatch);
    }

    @ParameterizedTest
    @CsvSource({
        "exception, 400",
        "assertion, 500",
        "stack, 500",
        "memory, 500",
        "linkage, 500",
        "initializer, 500",
        "error, 500"
    })
    void answersAndServesOn(String failure, int status) {
        for (String handler : new String[] {"event-loop", "worker", "serial"}) {
            try (var connection = SERVER.connect()) {
                String body = "{\"failure\":\"%s\"}".formatted(failure);

                var answer = connection
                        .send("POST /%s HTTP/1.1\r\nHost: forge\r\nContent-Length: %d\r\n\r\n%s"
                                .formatted(handler, body.length(), body))
                        .read();

                assertThat(answer.status()).as(handler).isEqualTo(status);
                assertThat(answer.text()).contains("urn:forge:problem:").doesNotContain("secret", "Error", "Exception");
                HttpTestServer.assertServes(connection);
            }
        }
    }
}
