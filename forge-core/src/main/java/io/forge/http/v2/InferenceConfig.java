package io.forge.http.v2;

import io.forge.config.Between;
import io.forge.config.ByteSize;

/**
 * Section {@code inference}: the Open Inference Protocol, under {@code /v2}.
 *
 * @param maxBody the longest request, of handlers that have no {@code max-body} of their own
 * @param compressAnswers whether answers of at least 1KiB are compressed for clients whose {@code Accept-Encoding} prefers
 *     it
 */
public record InferenceConfig(
        @Between(min = "0", max = "2047MiB") ByteSize maxBody, boolean compressAnswers) {

    /** What holds where nothing is configured. */
    public static InferenceConfig defaults() {
        return new InferenceConfig(ByteSize.ofMebibytes(64), true);
    }
}
