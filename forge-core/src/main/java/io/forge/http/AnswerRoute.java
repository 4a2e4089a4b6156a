package io.forge.http;

import io.forge.api.ForgeException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A route that answers by itself: no handler is called, and it answers while the server goes down. A body is read where the
 * route takes one, up to 64 KiB.
 */
public final class AnswerRoute extends Route {

    /** Bytes that the body of a route may have that takes one. */
    static final long MAX_BODY = 64 << 10;

    private final LaterAnswerer answerer;
    private final boolean takesBody;
    private final boolean hasSubtree;

    /** What answers. */
    @FunctionalInterface
    public interface Answerer {

        /**
         * The answer to one request; on the IO thread, which it must not hold.
         *
         * @throws ForgeException for an answer that says no, in the protocol's form
         */
        Reply answer(RequestHead head);
    }

    /** What answers to a body. */
    @FunctionalInterface
    public interface BodyAnswerer {

        /**
         * As {@link Answerer#answer}.
         *
         * @param body the body, which is empty if there is none
         */
        Reply answer(RequestHead head, ByteBuffer body);
    }

    /** What answers to a body when it can. */
    @FunctionalInterface
    public interface LaterAnswerer {

        /**
         * As {@link BodyAnswerer#answer}.
         *
         * @return a stage that completes with the answer on any thread, or with a {@link ForgeException} as the answer
         */
        CompletionStage<Reply> answer(RequestHead head, ByteBuffer body);
    }

    /**
     * A route that needs no handler, and reads no body.
     *
     * @param path raw, from the first slash on
     * @param methods in capitals; the first is the one that a client would use
     */
    public AnswerRoute(String path, List<String> methods, Answerer answerer) {
        this(path, methods, (head, body) -> CompletableFuture.completedFuture(answerer.answer(head)), false, false);
    }

    private AnswerRoute(
            String path, List<String> methods, LaterAnswerer answerer, boolean takesBody, boolean hasSubtree) {
        super(path, methods);
        this.answerer = answerer;
        this.takesBody = takesBody;
        this.hasSubtree = hasSubtree;
    }

    /** A route for {@code POST} that needs no handler, and reads the body. */
    public static AnswerRoute post(String path, BodyAnswerer answerer) {
        return postLater(path, (head, body) -> CompletableFuture.completedFuture(answerer.answer(head, body)));
    }

    /** As {@link #post}, where the answer takes its time. */
    public static AnswerRoute postLater(String path, LaterAnswerer answerer) {
        return new AnswerRoute(path, List.of("POST"), answerer, true, false);
    }

    /**
     * A route for several methods that reads a body where there is one, and whose answer takes its time.
     *
     * @param path raw, from the first slash on
     * @param methods in capitals; the first is the one that a client would use
     */
    public static AnswerRoute later(String path, List<String> methods, LaterAnswerer answerer) {
        return new AnswerRoute(path, methods, answerer, true, false);
    }

    /** The same for this path, and for all paths below it that no other route has. */
    public AnswerRoute withSubtree() {
        return new AnswerRoute(path(), methods(), answerer, takesBody, true);
    }

    boolean takesBody() {
        return takesBody;
    }

    boolean hasSubtree() {
        return hasSubtree;
    }

    /** Whether a path is below this one, which may end with a slash. */
    boolean covers(String other) {
        return other.startsWith(path()) && (path().endsWith("/") || other.startsWith("/", path().length()));
    }

    CompletionStage<Reply> answer(RequestHead head, ByteBuffer body) {
        return answerer.answer(head, body);
    }
}
