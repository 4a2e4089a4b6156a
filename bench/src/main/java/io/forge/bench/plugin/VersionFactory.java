package io.forge.bench.plugin;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.forge.api.Dispatch;
import io.forge.api.Handler;
import io.forge.api.HandlerContext;
import io.forge.api.HandlerFactory;
import java.io.IOException;
import java.util.List;

/** {@code POST /version}: answers with the number that stands in its JAR, in turns on an IO thread and on a worker. */
public final class VersionFactory implements HandlerFactory {

    /**
     * What is sent.
     *
     * @param message any text
     * @param numbers any numbers
     */
    public record Question(String message, List<Integer> numbers) {}

    /**
     * What is answered.
     *
     * @param version of the JAR
     */
    public record Answer(int version) {}

    @Override
    public String name() {
        return "version";
    }

    @Override
    public Handler<?, ?> create(HandlerContext context) throws IOException {
        int version = number();
        return Handler.unary(Question.class, Answer.class, (question, call) -> new Answer(version))
                .on(version % 2 == 0 ? Dispatch.EVENT_LOOP : Dispatch.WORKER);
    }

    private static int number() throws IOException {
        try (var resource = VersionFactory.class.getResourceAsStream("/version")) {
            if (resource == null) {
                throw new IOException("The JAR has no file 'version'");
            }
            return Integer.parseInt(new String(resource.readAllBytes(), US_ASCII));
        }
    }
}
