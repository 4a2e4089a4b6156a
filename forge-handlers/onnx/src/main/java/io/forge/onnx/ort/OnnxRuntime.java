package io.forge.onnx.ort;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Loads ONNX Runtime. */
public final class OnnxRuntime {

    private OnnxRuntime() {}

    /**
     * The environment of all sessions; loaded when it is first asked for, which for a plugin Forge does.
     *
     * <p>It logs nothing: what fails is thrown, and would else be on standard error a second time for each bad request.
     *
     * @return one and the same for the process
     * @throws OrtException if ONNX Runtime refuses
     * @throws IllegalStateException if it would crash the process; the message says what to do
     * @throws LinkageError if there is no native library for this machine
     */
    public static OrtEnvironment environment() throws OrtException {
        Telemetry.check();
        return NativeFiles.whileBesideJar(OnnxRuntime::open);
    }

    /**
     * A new folder for files that are needed for a while; in the folder that Forge deletes in the end, where there is one.
     *
     * @return an empty folder that nobody else may look into
     * @throws IOException if it cannot be made
     */
    public static Path newFolder() throws IOException {
        var own = NativeFiles.folder();
        return own.isPresent()
                ? Files.createTempDirectory(own.get(), "model-")
                : Files.createTempDirectory("forge-model-");
    }

    private static OrtEnvironment open() throws OrtException {
        var environment =
                OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, OrtEnvironment.DEFAULT_NAME);
        environment.setTelemetry(false);
        return environment;
    }
}
