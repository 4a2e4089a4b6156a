package io.forge.http.management;

import io.forge.api.ErrorCode;
import io.forge.api.ForgeException;
import io.forge.http.AnswerRoute;
import io.forge.http.Reply;
import io.forge.http.RequestHead;
import io.forge.runtime.Codec;
import io.forge.runtime.Codecs;
import io.forge.runtime.Payload;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

/** Makes routes and their answers: documents in JSON, or in plain text for clients that prefer it. */
public final class Answers {

    static final List<String> GET = List.of("GET", "HEAD");

    private static final String TEXT = "text/plain; charset=utf-8";

    /** How many answers that take their time may wait for their thread. */
    private static final int MOST_WAITING = 16;

    private final Codec<Object> json;
    private final Executor tasks;
    private final AtomicInteger waiting = new AtomicInteger();

    /**
     * The answers of one server.
     *
     * @param codecs writes documents
     * @param tasks runs what takes its time, one after the other
     */
    @SuppressWarnings("unchecked") // A codec is found by the very type that it is for.
    public Answers(Codecs codecs, Executor tasks) {
        this.json = (Codec<Object>) codecs.of(Object.class);
        this.tasks = tasks;
    }

    /** A route for {@code GET} whose answer is made on the IO thread, which it must not hold. */
    public AnswerRoute quick(String path, Function<RequestHead, Reply> answer) {
        return new AnswerRoute(path, GET, answer::apply);
    }

    /** A route for {@code GET} whose answer takes its time, and is made on a thread for that. */
    public AnswerRoute slow(String path, Function<RequestHead, Reply> answer) {
        return AnswerRoute.later(path, GET, (head, body) -> later(() -> answer.apply(head)));
    }

    /** As {@link #slow(String, Function)}, for all paths below one that ends with a slash. */
    AnswerRoute slowBelow(String path, List<String> methods, AnswerRoute.BodyAnswerer answer) {
        return AnswerRoute.later(path, methods, (head, body) -> later(() -> answer.answer(head, body)))
                .withSubtree();
    }

    private CompletionStage<Reply> later(Supplier<Reply> answer) {
        if (waiting.incrementAndGet() > MOST_WAITING) {
            waiting.decrementAndGet();
            throw new ForgeException(
                    ErrorCode.OVERLOADED, "%s requests wait for their answers already".formatted(MOST_WAITING));
        }
        var reply = new CompletableFuture<Reply>();
        tasks.execute(() -> {
            waiting.decrementAndGet();
            try {
                reply.complete(answer.get());
            } catch (RuntimeException | Error e) { // Else its client would wait for ever.
                reply.completeExceptionally(e);
            }
        });
        return reply;
    }

    /** An answer with this document: a map, or a list of maps. */
    Reply ok(RequestHead head, Object document) {
        return of(head, 200, document);
    }

    /** An answer with this document, whatever its status. */
    Reply of(RequestHead head, int status, Object document) {
        return Accept.prefersText(head)
                ? text(status, PlainText.of(document))
                : new Reply(status, json.encode(document), Map.of());
    }

    /** An answer in text. */
    Reply text(int status, String text) {
        var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        return new Reply(status, new Payload(TEXT, bytes), Map.of());
    }
}
