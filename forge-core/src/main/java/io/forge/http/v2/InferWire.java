package io.forge.http.v2;

import static java.util.Objects.requireNonNull;

import io.forge.api.ErrorCode;
import io.forge.api.ForgeException;
import io.forge.http.FailureForm;
import io.forge.http.Reply;
import io.forge.http.RequestHead;
import io.forge.http.StreamForm;
import io.forge.http.Wire;
import io.forge.http.WireCall;
import io.forge.inference.InferenceFormat;
import io.forge.inference.InferenceRequest;
import io.forge.inference.InferenceResponse;
import io.forge.inference.Model;
import io.forge.runtime.CallDetails;
import io.forge.runtime.Payload;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Carries tensors as JSON or, with the binary tensor data extension, as bytes behind it. */
final class InferWire<I, O> implements Wire<I, O> {

    /** Bytes of JSON before the contents of binary tensors; counts what the body is once it is decoded. */
    private static final String JSON_LENGTH = "Inference-Header-Content-Length";

    private static final String BINARY = "application/octet-stream";

    /** Bytes up to which an answer is copied into one piece, so that it leaves in one packet. */
    private static final int ONE_PIECE = 16 << 10;

    private final Model<I, O> model;
    private final InferenceResponse.ModelVersion answering;
    private final InferenceFormat format;
    private final long maxBody;
    private final boolean compressesAnswers;
    private final FailureForm failures;

    InferWire(ServedModel<I, O> served, InferenceFormat format, InferenceConfig config, FailureForm failures) {
        this.model = served.model();
        this.answering = new InferenceResponse.ModelVersion(served.name(), served.version());
        this.format = format;
        this.maxBody =
                served.servable().limits().ownMaxBody().orElse(config.maxBody().bytes());
        this.compressesAnswers = config.compressAnswers();
        this.failures = failures;
    }

    @Override
    public String protocol() {
        return "v2";
    }

    @Override
    public String accepts() {
        return InferenceFormat.JSON;
    }

    /** Clients of this protocol send whatever they like, and the header below says what it is. */
    @Override
    public boolean reads(String contentType) {
        return true;
    }

    @Override
    public long maxBody() {
        return maxBody;
    }

    @Override
    public boolean compressesAnswers() {
        return compressesAnswers;
    }

    @Override
    public WireCall<I, O> open() {
        return new Infer();
    }

    @Override
    public FailureForm failures() {
        return failures;
    }

    private final class Infer implements WireCall<I, O> {

        private @Nullable InferenceRequest request;

        @Override
        public I read(RequestHead head, ByteBuffer body) {
            var declared = head.headers(JSON_LENGTH);
            int length = jsonLength(declared, body.remaining());
            var read = length == 0 && !declared.isEmpty()
                    ? RawRequest.read(model.signature(), body)
                    : format.read(body, length);
            request = read;
            model.checkRequested(read.outputs());
            return model.read(read.inputs());
        }

        private static int jsonLength(List<String> declared, int bodyLength) {
            if (declared.isEmpty()) {
                return bodyLength;
            }
            String text = String.join(", ", declared);
            long length = digits(text);
            if (length < 0 || length > bodyLength) {
                throw invalid("Header %s must be a number from 0 to the %s bytes of the body but is '%s'"
                        .formatted(JSON_LENGTH, bodyLength, text));
            }
            return (int) length;
        }

        @Override
        public CallDetails details() {
            return request == null ? CallDetails.NONE : request.details();
        }

        @Override
        public Reply write(O output) {
            var response = InferenceResponse.to(
                    requireNonNull(request), answering, model.signature().outputs(), model.write(output));
            var json = format.write(response);
            var binaries = List.<ByteBuffer>of();
            for (var sent : response.outputs()) {
                if (sent.binary()) {
                    var bytes = sent.tensor().bytes();
                    if (bytes.hasRemaining()) {
                        binaries = binaries.isEmpty() ? new ArrayList<>() : binaries;
                        binaries.add(bytes);
                    }
                }
            }
            return binaries.isEmpty() ? Reply.ok(json) : binary(json, binaries);
        }

        @Override
        public StreamForm<O> stream(RequestHead head) {
            throw new IllegalStateException("A handler that streams has no route here");
        }
    }

    private static Reply binary(Payload json, List<ByteBuffer> binaries) {
        var headers = Map.of(JSON_LENGTH, String.valueOf(json.remaining()));
        var body = json.followedBy(binaries).as(BINARY);
        return Reply.ok(body.remaining() <= ONE_PIECE ? new Payload(BINARY, body.inOnePiece()) : body)
                .with(headers);
    }

    /** The number that a header has; -1 if it is not one. */
    private static long digits(String text) {
        if (text.isEmpty() || text.length() > 10 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return -1;
        }
        return Long.parseLong(text);
    }

    private static ForgeException invalid(String message) {
        return new ForgeException(ErrorCode.INVALID_INPUT, message);
    }
}
