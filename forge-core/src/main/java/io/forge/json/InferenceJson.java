package io.forge.json;

import io.forge.api.ForgeException;
import io.forge.inference.InferenceFormat;
import io.forge.inference.InferenceRequest;
import io.forge.inference.InferenceResponse;
import io.forge.runtime.Payload;
import java.nio.ByteBuffer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.core.json.JsonWriteFeature;

/** Reads and writes the JSON of inference as a stream: numbers go straight into the buffers of tensors and out of them. */
public final class InferenceJson implements InferenceFormat {

    /** A tensor's dimensions and the few levels around them. */
    private static final int MAX_DEPTH = InferenceLimits.MAX_RANK + 8;

    private static final int MAX_NUMBER_LENGTH = 1_000;

    private final StrictJsonFactory factory;
    private final ObjectPool<JsonOutput> outputs = new ObjectPool<>();

    /**
     * A format.
     *
     * @param maxBody bytes; no string in a document is longer
     */
    public InferenceJson(long maxBody) {
        this.factory = new StrictJsonFactory(JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxNumberLength(MAX_NUMBER_LENGTH)
                        .maxNameLength(InferenceLimits.MAX_KEY_LENGTH)
                        .maxStringLength((int) Math.min(maxBody, Integer.MAX_VALUE))
                        .build())
                .recyclerPool(new BufferRecyclers())
                .rootValueSeparator((String) null)
                // So that it can be said which element of which tensor it is.
                .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8));
    }

    @Override
    public InferenceRequest read(ByteBuffer body, int jsonLength) {
        if (jsonLength == 0) { // Then the body need not have an array.
            throw InferenceRequestReader.empty();
        }
        byte[] bytes = body.array();
        int offset = body.arrayOffset() + body.position();
        JsonText.check(bytes, offset, jsonLength);
        var document = new JsonDocument(factory, bytes, offset, jsonLength);
        var binaries = new BinaryContents(body.slice(body.position() + jsonLength, body.remaining() - jsonLength));
        try (var json = document.parser()) {
            return new InferenceRequestReader(document, json, binaries).read();
        } catch (StreamReadException e) {
            throw JsonInput.isCut(factory, bytes, offset, jsonLength)
                    ? InvalidInput.because(InputMessages.ofCut(e), e)
                    : misfit(e);
        } catch (JacksonException e) {
            throw misfit(e);
        }
    }

    private static ForgeException misfit(JacksonException problem) {
        return InvalidInput.because(InputMessages.ofStream(problem), problem);
    }

    @Override
    public Payload write(InferenceResponse response) {
        var kept = outputs.take();
        var output = kept == null ? new JsonOutput(factory) : kept;
        Payload document = output.write(json -> new InferenceResponseWriter(json).write(response));
        if (output.isSmall()) {
            outputs.giveBack(output);
        }
        return document;
    }
}
