package io.forge.http;

import io.forge.api.ForgeException;
import java.util.List;

/** A route that answers by itself: no handler is called, no body is read, and it answers while the server goes down. */
public final class AnswerRoute extends Route {

    private final Answerer answerer;

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

    /**
     * A route that needs no handler.
     *
     * @param path raw, from the first slash on
     * @param methods in capitals; the first is the one that a client would use
     */
    public AnswerRoute(String path, List<String> methods, Answerer answerer) {
        super(path, methods);
        this.answerer = answerer;
    }

    Reply answer(RequestHead head) {
        return answerer.answer(head);
    }
}
