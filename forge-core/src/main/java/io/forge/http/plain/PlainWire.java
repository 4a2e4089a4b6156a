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

/**
 * Carries input and output as the codecs of their types write them.
 *
 * @param problems writes a problem as the last item of a stream
 */
record PlainWire<I, O>(
        Servable<I, O> servable, Codec<Map<String, Object>> problems, FailureForm failures, boolean compressesAnswers)
        implements Wire<I, O> {

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
    public WireCall<I, O> open(RequestHead head) {
        return new Plain(head);
    }

    private final class Plain implements WireCall<I, O>, CallDetails.Receiver {

        private final RequestHead head;
        private CallDetails details = CallDetails.NONE;

        private Plain(RequestHead head) {
            this.head = head;
        }

        @Override
        public I read(ByteBuffer body) {
            return servable.input().decode(new Payload(head.contentType().orElse(Payload.ANY_BYTES), body), this);
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
            var payload = servable.output().encode(output, details);
            return servable.handler().output() == Void.class ? Reply.noContent() : Reply.ok(payload);
        }

        @Override
        public StreamForm<O> stream() {
            return ServerSentEvents.areAccepted(head)
                    ? new ServerSentEvents<>(servable.output(), problems)
                    : new JsonLines<>(servable.output());
        }
    }
}
