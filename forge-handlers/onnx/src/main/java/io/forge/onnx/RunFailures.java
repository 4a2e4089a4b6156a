package io.forge.onnx;

import ai.onnxruntime.OrtException;
import io.forge.api.ErrorCode;
import io.forge.api.ForgeException;

/** Says what a run that has failed means for the calls. */
final class RunFailures {

    private RunFailures() {}

    /**
     * The failure of a batch.
     *
     * @param calls how many calls it has: of several, it is not known whose input it was
     */
    static Exception of(OrtException failure, int calls) {
        if (calls > 1) {
            return failure; // Each half is run again.
        }
        return switch (failure.getCode()) {
            case ORT_INVALID_ARGUMENT, ORT_FAIL, ORT_RUNTIME_EXCEPTION ->
                new ForgeException(
                        ErrorCode.INVALID_INPUT,
                        "The model rejects this input: %s".formatted(RuntimeMessages.textOf(failure)),
                        failure);
            default -> failure;
        };
    }
}
