package io.forge.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;

/** Gives access to ONNX Runtime, of which a process has one. */
final class OnnxRuntime {

    private OnnxRuntime() {}

    /**
     * The environment of all sessions.
     *
     * <p>It logs nothing: what fails is thrown, and would else be on standard error a second time for each bad request.
     *
     * @throws ModelException if the native library cannot be loaded on this machine
     */
    static OrtEnvironment environment() throws ModelException {
        try {
            var environment =
                    OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, OrtEnvironment.DEFAULT_NAME);
            environment.setTelemetry(false);
            return environment;
        } catch (OrtException | LinkageError | RuntimeException e) {
            throw new ModelException(
                    "ONNX Runtime cannot be loaded on %s %s (%s): it comes for Linux and Windows on x64, Linux and macOS on arm64"
                            .formatted(System.getProperty("os.name"), System.getProperty("os.arch"), e.getMessage()),
                    e);
        }
    }
}
