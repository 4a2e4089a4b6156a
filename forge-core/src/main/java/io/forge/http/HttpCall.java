package io.forge.http;

import io.forge.api.ForgeException;
import io.forge.api.Sink;
import io.forge.runtime.ActiveCall;
import io.forge.runtime.BatchReport;
import io.forge.runtime.CallDetails;
import io.forge.runtime.CallHandle;
import io.forge.runtime.CallTransport;
import io.forge.runtime.GatheredSends;
import io.forge.runtime.Refusals;
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
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;

/**
 * One request that has been let in: reads its body, starts its call, and sends what comes of it.
 *
 * <p>The exchange is touched by its IO thread only; an outcome that another thread brings is handed over to it.
 */
final class HttpCall<I, O> extends RequestHead implements CallTransport<I, O>, BodyReader.Receiver, Responder.Delivery {

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

    private final CallRoute<I, O> route;
    private final HttpParts parts;
    private final long length;
    private final WireCall<I, O> wire;
    private final ActiveCall<I, O> call;
    private final @Nullable BodyInflation inflation;

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
     * A call that was let in.
     *
     * @param length how long the body says that it is, for which there is room; 0 where it does not say
     */
    HttpCall(HttpServerExchange exchange, CallRoute<I, O> route, HttpParts parts, String id, long length) {
        super(exchange);
        this.route = route;
        this.parts = parts;
        this.length = length;
        this.wire = route.wire().open();
        this.call = new ActiveCall<>(route.servable(), this, id, parts.services());
        this.inflation = inflation(exchange, parts);
    }

    private static @Nullable BodyInflation inflation(HttpServerExchange exchange, HttpParts parts) {
        var coding = exchange.getRequestHeaders().get(Headers.CONTENT_ENCODING);
        return coding == null
                ? null
                : ContentCoding.named(coding)
                        .map(named -> new BodyInflation(named, parts.admission()))
                        .orElse(null);
    }

    /**
     * Starts, within the root handler.
     *
     * @param timeout nanoseconds that the client waits at most, counted from now
     */
    void begin(long timeout) {
        call.shortenTo(timeout);
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
            body = BodyReader.readAtOnce(exchange, (int) length);
        } catch (IOException e) {
            breakOff();
            return;
        }
        start(body.remaining());
    }

    private void readBody() {
        var reader = new BodyReader(
                exchange, parts.admission().bodyLimit(route.wire().maxBody()), parts.admission(), this);
        bodyReader = reader;
        reader.start();
    }

    private void breakOff() {
        IoUtils.safeClose(exchange.getConnection());
        bodyLost();
    }

    @Override
    public BodyDeadline deadline() {
        var left = call.timeLeft();
        return left.compareTo(parts.config().bodyTimeout()) < 0
                ? BodyDeadline.ofCall(left, call.timeLimit())
                : BodyDeadline.ofBody(parts.config());
    }

    @Override
    public void bodyRead(ByteBuffer bytes) {
        body = bytes;
        call.bodyArrived();
        start(bytes.remaining());
    }

    @Override
    public void bodyRefused(Refusal refusal) {
        call.withdraw(refusal.asFailure());
        refuse(refusal);
    }

    @Override
    public void bodyLost() {
        call.withdraw(Refusals.callerGone());
        delivered();
    }

    private void start(int length) {
        call.received(length);
        call.startOnIoThread(inflation == null ? length : BodyInflation.LENGTH);
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
    public String protocol() {
        return route.wire().protocol();
    }

    @Override
    public I input() {
        var read = body;
        // Whatever the input does not share of it is needed no more, while the handler makes as much again.
        body = NO_BYTES;
        return wire.read(this, inflation == null ? read : inflation.inflate(read, inflatedLimit()));
    }

    /** What is longer than the memory that this body leaves of all there is would never be let in. */
    private long inflatedLimit() {
        long held = reserved();
        return Math.max(0, parts.admission().bodyLimit(route.wire().maxBody() + held) - held);
    }

    /** Bytes of the memory for bodies that the body holds as it came. */
    private long reserved() {
        var reader = bodyReader;
        return reader == null ? length : reader.reserved();
    }

    @Override
    public CallDetails details() {
        return wire.details();
    }

    @Override
    public Sink<O> sink(CallHandle streaming) {
        var stream = new StreamSink<>(exchange, wire.stream(this), streaming, parts, this);
        sink = stream;
        return stream;
    }

    @Override
    public void answered(CallHandle answering, O value) {
        answered(answering, value, BatchReport.NONE);
    }

    @Override
    public void answered(CallHandle answering, O value, BatchReport report) {
        var reply = BatchHeader.on(wire.write(value), report, exchange);
        answering.written();
        if (!route.wire().compressesAnswers()) {
            send(reply, report.sends());
            return;
        }
        var varying = AnswerCompression.varying(reply);
        var compression = AnswerCompression.of(varying, exchange.getRequestHeaders());
        if (compression.isPresent()) {
            compress(varying, compression.get());
        } else {
            send(varying, report.sends());
        }
    }

    private void compress(Reply reply, AnswerCompression compression) {
        if (!exchange.isInIoThread() && !call.isInPlace()) {
            send(compression.apply(reply), Optional.empty());
            return;
        }
        try {
            exchange.getConnection().getWorker().execute(() -> send(compression.apply(reply), Optional.empty()));
        } catch (RejectedExecutionException e) {
            send(reply, Optional.empty());
        }
    }

    private void send(Reply reply, Optional<GatheredSends> together) {
        if (exchange.isInIoThread()) {
            respond(reply);
        } else {
            haveSent(() -> respond(reply), together);
        }
    }

    /** Has the IO thread send the outcome: on its way back, or else as soon as it can. */
    private void haveSent(Runnable outcome, Optional<GatheredSends> together) {
        if (SENDING.compareAndSet(this, null, outcome)) {
            return;
        }
        if (together.isPresent()) {
            together.get().add(exchange.getIoThread(), outcome);
        } else {
            exchange.getIoThread().execute(outcome);
        }
    }

    private void respond(Reply reply) {
        responded = true;
        call.sending(reply.payload().remaining());
        parts.responder().send(exchange, call.id(), reply, this);
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
            haveSent(() -> refuse(Refusal.of(failure)), Optional.empty());
        }
    }

    private void refuse(Refusal refusal) {
        responded = true;
        parts.responder().refuse(exchange, call.id(), refusal, route.wire().failures(), this);
    }

    /** The outcome has left, or never will. */
    @Override
    public void delivered() {
        if (finished) {
            return;
        }
        finished = true;
        if (inflation != null) {
            inflation.stop();
        }
        call.delivered();
    }

    /** Gives back the room of the body. */
    @Override
    public void over() {
        parts.admission().release(reserved());
        if (inflation != null) {
            inflation.release();
        }
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
