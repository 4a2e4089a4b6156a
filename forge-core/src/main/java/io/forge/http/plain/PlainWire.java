package io.forge.http.plain;

import io.forge.http.FailureForm;
import io.forge.http.Reply;
import io.forge.http.RequestHead;
import io.forge.http.StreamForm;
import io.forge.http.Wire;
import io.forge.http.WireCall;
import io.forge.runtime.CallDetails;
import io.forge.runtime.Codec;
import io.forge.runtime.MediaType;
import io.forge.runtime.Payload;
import io.forge.runtime.Servable;
import java.nio.ByteBuffer;
import java.util.Map;

/** Carries input and output as the codecs of their types write them. */
final class PlainWire<I, O> implements Wire<I, O> {

    private final Servable<I, O> servable;
    private final Codec<Map<String, Object>> problems;
    private final FailureForm failures;
    private final boolean compressesAnswers;
    private final WireCall<I, O> silent = new Silent();

    /**
     * Carries the calls of one handler.
     *
     * @param problems writes a problem as the last item of a stream
     */
    PlainWire(
            Servable<I, O> servable,
            Codec<Map<String, Object>> problems,
            FailureForm failures,
            boolean compressesAnswers) {
        this.servable = servable;
        this.problems = problems;
        this.failures = failures;
        this.compressesAnswers = compressesAnswers;
    }

    @Override
    public String protocol() {
        return "plain";
    }

    @Override
    public String accepts() {
        return servable.input().accepts();
    }

    @Override
    public boolean reads(String contentType) {
        // Most clients send the very words: nothing to parse then.
        return contentType.equals(accepts()) || servable.input().reads(MediaType.parse(contentType));
    }

    @Override
    public long maxBody() {
        return servable.limits().maxBody();
    }

    @Override
    public boolean compressesAnswers() {
        return compressesAnswers;
    }

    @Override
    public WireCall<I, O> open() {
        return servable.input().tellsDetails() ? new Telling() : silent;
    }

    @Override
    public FailureForm failures() {
        return failures;
    }

    private static String mediaType(RequestHead head) {
        return head.contentType().orElse(Payload.ANY_BYTES);
    }

    private Reply reply(Payload payload) {
        return servable.handler().output() == Void.class ? Reply.noContent() : Reply.ok(payload);
    }

    private StreamForm<O> streamForm(RequestHead head) {
        return ServerSentEvents.areAccepted(head)
                ? new ServerSentEvents<>(servable.output(), problems)
                : new JsonLines<>(servable.output());
    }

    /** Any call whose body is its input and nothing more. */
    private final class Silent implements WireCall<I, O> {

        @Override
        public I read(RequestHead head, ByteBuffer body) {
            return servable.input().decode(mediaType(head), body);
        }

        @Override
        public Reply write(O output) {
            return reply(servable.output().encode(output));
        }

        @Override
        public StreamForm<O> stream(RequestHead head) {
            return streamForm(head);
        }
    }

    /** One call whose body may say more than its input. */
    private final class Telling implements WireCall<I, O>, CallDetails.Receiver {

        private CallDetails details = CallDetails.NONE;

        @Override
        public I read(RequestHead head, ByteBuffer body) {
            return servable.input().decode(mediaType(head), body, this);
        }

        @Override
        public void received(CallDetails told) {
            details = told;
        }

        @Override
        public CallDetails details() {
            return details;
        }

        @Override
        public Reply write(O output) {
            return reply(servable.output().encode(output, details));
        }

        @Override
        public StreamForm<O> stream(RequestHead head) {
            return streamForm(head);
        }
    }
}
