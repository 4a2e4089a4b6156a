package io.forge.http;

import io.forge.api.ForgeException;
import io.forge.api.Sink;
import io.forge.runtime.ActiveCall;
import io.forge.runtime.Caller;
import io.forge.runtime.Payload;
import io.forge.runtime.Servable;
import io.undertow.io.IoCallback;
import io.undertow.io.Sender;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpContinue;
import io.undertow.util.Headers;
import io.undertow.util.SameThreadExecutor;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;

/**
 * One request that has been let in: reads its body, starts its call, and sends what comes of it.
 *
 * <p>The exchange is touched by its IO thread only; an outcome that another thread brings is handed over to it.
 */
final class HttpCall<I, O> implements Caller<I, O>, BodyReader.Receiver, Responder.Delivery {

    private static final ByteBuffer NO_BYTES = ByteBuffer.allocate(0).asReadOnlyBuffer();

    /** In the place of an outcome, once the IO thread does not look for it any more. */
    private static final Runnable IO_THREAD_HAS_LEFT = HttpCall::doNothing;

    private static final VarHandle SENDING;

    static {
        try {
            SENDING = MethodHandles.lookup().findVarHandle(HttpCall.class, "sending", Runnable.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final HttpServerExchange exchange;
    private final Servable<I, O> servable;
    private final HttpParts parts;
    private final long length;
    private final ActiveCall<I, O> call;

    /**
     * What sends the outcome. One that another thread brings before the IO thread has come back from starting the call waits
     * here for it: waking the IO thread up would cost more than all else.
     */
    @SuppressWarnings("unused") // Set through SENDING.
    private volatile @Nullable Runnable sending;

    private ByteBuffer body = NO_BYTES;
    private @Nullable BodyReader bodyReader;
    private volatile @Nullable StreamSink<O> sink;

    /** Whether the root handler has returned: until then Undertow must be told that an answer comes later. */
    private boolean unwound;

    private boolean responded;
    private boolean finished;

    /**
     * A call for which a place has been taken.
     *
     * @param length how long the body says that it is, for which there is room; 0 where it does not say
     */
    HttpCall(HttpServerExchange exchange, Servable<I, O> servable, HttpParts parts, String id, long length) {
        this.exchange = exchange;
        this.servable = servable;
        this.parts = parts;
        this.length = length;
        this.call = servable.newCall(this, id);
    }

    /** Starts, within the root handler. */
    void begin() {
        if (exchange.isRequestComplete()) {
            start(0);
        } else if (BodyReader.hasCome(exchange, length)) {
            readAtOnce();
        } else if (exchange.getRequestHeaders().contains(Headers.EXPECT) && exchange.isHttp11()) {
            // The guard has let no other expectation through.
            HttpContinue.sendContinueResponse(exchange, new AfterContinue());
        } else {
            readBody();
        }
        unwound = true;
    }

    private void readAtOnce() {
        try {
            bodyRead(BodyReader.readAtOnce(exchange, (int) length));
        } catch (IOException e) {
            breakOff();
        }
    }

    private void readBody() {
        var reader = new BodyReader(
                exchange,
                servable.limits().maxBody(),
                parts.bodyMemory(),
                parts.config().bodyTimeout(),
                this);
        bodyReader = reader;
        reader.start();
    }

    private void breakOff() {
        IoUtils.safeClose(exchange.getConnection());
        bodyLost();
    }

    @Override
    public void bodyRead(ByteBuffer bytes) {
        body = bytes;
        start(bytes.remaining());
    }

    @Override
    public void bodyRefused(Refusal refusal) {
        call.withdraw();
        refuse(refusal);
    }

    @Override
    public void bodyLost() {
        call.withdraw();
        delivered();
    }

    private void start(int length) {
        servable.startOnIoThread(call, length);
        if (responded) {
            return;
        }
        var outcome = (Runnable) SENDING.getAndSet(this, IO_THREAD_HAS_LEFT);
        if (outcome != null) {
            outcome.run();
            return;
        }
        PeerWatch.start(exchange, this::clientGone);
        if (!unwound) {
            // Tells Undertow not to end the exchange when the root handler returns.
            exchange.dispatch(SameThreadExecutor.INSTANCE, HttpCall::doNothing);
        }
    }

    private static void doNothing() {}

    private void clientGone() {
        var stream = sink;
        if (stream != null) {
            stream.clientGone();
        }
        call.cancel();
    }

    @Override
    public I input() {
        String contentType = exchange.getRequestHeaders().getFirst(Headers.CONTENT_TYPE);
        return servable.input()
                .decode(new Payload(contentType == null ? "application/octet-stream" : contentType, body));
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
    }

    @Override
    public Sink<O> sink() {
        var stream = new StreamSink<>(exchange, servable.output(), call, parts, this);
        sink = stream;
        return stream;
    }

    @Override
    public void answered(O value) {
        var payload = servable.output().encode(value);
        if (exchange.isInIoThread()) {
            respond(payload);
        } else {
            haveSent(() -> respond(payload));
        }
    }

    /** Has the IO thread send the outcome: on its way back, or else as soon as it can. */
    private void haveSent(Runnable outcome) {
        if (!SENDING.compareAndSet(this, null, outcome)) {
            exchange.getIoThread().execute(outcome);
        }
    }

    private void respond(Payload payload) {
        responded = true;
        int status = servable.handler().output() == Void.class ? 204 : 200;
        parts.responder().send(exchange, status, payload, call.id(), this);
    }

    @Override
    public void streamed() {
        var stream = sink;
        if (stream == null) {
            throw new IllegalStateException("A stream ended that never began");
        }
        stream.end();
    }

    @Override
    public void failed(ForgeException failure) {
        var stream = sink;
        if (stream != null && !stream.closeUnbegun()) {
            stream.fail(failure);
            return;
        }
        if (exchange.isInIoThread()) {
            refuse(Refusal.of(failure));
        } else {
            haveSent(() -> refuse(Refusal.of(failure)));
        }
    }

    private void refuse(Refusal refusal) {
        responded = true;
        parts.responder().refuse(exchange, call.id(), refusal, this);
    }

    /** The outcome has left, or never will: gives back what the call has held. */
    @Override
    public void delivered() {
        if (finished) {
            return;
        }
        finished = true;
        var reader = bodyReader;
        long reserved = reader == null ? length : reader.reserved();
        parts.bodyMemory().release(reserved);
        call.delivered();
    }

    /** Reads the body once the client has been told to send it. */
    private final class AfterContinue implements IoCallback {

        @Override
        public void onComplete(HttpServerExchange ready, Sender sender) {
            readBody();
        }

        @Override
        public void onException(HttpServerExchange broken, Sender sender, IOException e) {
            breakOff();
        }
    }
}
