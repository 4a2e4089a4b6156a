package io.forge.http;

import io.forge.api.ForgeException;
import io.forge.runtime.Refusals;
import io.undertow.io.IoCallback;
import io.undertow.io.Sender;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpContinue;
import io.undertow.util.Headers;
import io.undertow.util.SameThreadExecutor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.IoUtils;

/** One request to a route that answers by itself: reads the body, where the route takes one, and answers; on the IO thread. */
final class AnswerCall implements BodyReader.Receiver {

    private static final Logger LOG = LoggerFactory.getLogger(AnswerCall.class);
    private static final ByteBuffer NO_BYTES = ByteBuffer.allocate(0).asReadOnlyBuffer();

    private final HttpServerExchange exchange;
    private final AnswerRoute route;
    private final HttpParts parts;
    private final String id;
    private final FailureForm failures;
    private @Nullable BodyReader bodyReader;

    AnswerCall(HttpServerExchange exchange, AnswerRoute route, HttpParts parts, String id, FailureForm failures) {
        this.exchange = exchange;
        this.route = route;
        this.parts = parts;
        this.id = id;
        this.failures = failures;
    }

    /** Starts, within the root handler: a body that is still to come has resumed reads, so Undertow waits for the answer. */
    void begin() {
        if (!route.takesBody() || exchange.isRequestComplete()) {
            answer(NO_BYTES);
            return;
        }
        long length = Math.max(0, exchange.getRequestContentLength());
        long limit = parts.admission().bodyLimit(AnswerRoute.MAX_BODY);
        if (length > limit) {
            refuse(Refusal.close(Refusals.tooLarge(limit)));
        } else if (!parts.admission().tryReserve(length)) {
            refuse(Refusal.of(Refusals.noRoom()));
        } else {
            readBody(new BodyReader(exchange, limit, parts.admission(), this));
        }
    }

    private void readBody(BodyReader reader) {
        bodyReader = reader;
        boolean waits = exchange.getRequestHeaders().contains(Headers.EXPECT) && exchange.isHttp11();
        if (waits && !BodyReader.hasCome(exchange, exchange.getRequestContentLength())) {
            HttpContinue.sendContinueResponse(exchange, new AfterContinue(reader));
        } else {
            reader.start();
        }
    }

    @Override
    public BodyDeadline deadline() {
        return BodyDeadline.ofBody(parts.config());
    }

    @Override
    public void bodyRead(ByteBuffer body) {
        release();
        answer(body);
    }

    @Override
    public void bodyRefused(Refusal refusal) {
        release();
        refuse(refusal);
    }

    @Override
    public void bodyLost() {
        release();
    }

    /** The room of the body: what is left of it is small, and gone as soon as the answer is made. */
    private void release() {
        var reader = bodyReader;
        if (reader != null) {
            parts.admission().release(reader.reserved());
        }
    }

    private void answer(ByteBuffer body) {
        CompletionStage<Reply> reply;
        try {
            reply = route.answer(new RequestHead(exchange), body);
        } catch (ForgeException e) {
            refuse(Refusal.of(e));
            return;
        } catch (RuntimeException e) {
            fail(e);
            return;
        }
        if (reply.toCompletableFuture().isDone()) {
            reply.whenComplete(this::end);
            return;
        }
        // Tells Undertow not to end the exchange where the root handler is about to return.
        exchange.dispatch(SameThreadExecutor.INSTANCE, () -> {});
        reply.whenComplete((value, failure) -> exchange.getIoThread().execute(() -> end(value, failure)));
    }

    private void end(@Nullable Reply reply, @Nullable Throwable failure) {
        if (reply != null) {
            parts.responder().send(exchange, id, reply, () -> {});
            return;
        }
        var cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof ForgeException e) {
            refuse(Refusal.of(e));
        } else {
            fail(cause);
        }
    }

    private void fail(@Nullable Throwable cause) {
        LOG.error("Path {} cannot be answered, request {}", route.path(), id, cause);
        refuse(Refusal.keep(ProblemType.INTERNAL, "The server's log has the cause"));
    }

    private void refuse(Refusal refusal) {
        parts.responder().refuse(exchange, id, refusal, failures, () -> {});
    }

    /** Reads the body once the client has been told to send it. */
    private final class AfterContinue implements IoCallback {

        private final BodyReader reader;

        private AfterContinue(BodyReader reader) {
            this.reader = reader;
        }

        @Override
        public void onComplete(HttpServerExchange ready, Sender sender) {
            reader.start();
        }

        @Override
        public void onException(HttpServerExchange broken, Sender sender, IOException e) {
            IoUtils.safeClose(exchange.getConnection());
            bodyLost();
        }
    }
}
