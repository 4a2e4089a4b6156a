package io.forge.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import io.forge.onnx.ort.OnnxRuntime;

/** Says what is wrong where ONNX Runtime cannot be loaded. */
final class Environment {

    private Environment() {}

    /**
     * The environment of all sessions.
     *
     * @throws ModelException if ONNX Runtime cannot be loaded on this machine
     */
    static OrtEnvironment get() throws ModelException {
        try {
            return OnnxRuntime.environment();
        } catch (IllegalStateException e) {
            throw new ModelException(String.valueOf(e.getMessage()), e);
        } catch (OrtException | LinkageError | RuntimeException e) {
            throw new ModelException(
                    "ONNX Runtime cannot be loaded on %s %s (%s): it comes for Linux and Windows on x64, Linux and macOS on arm64"
                            .formatted(System.getProperty("os.name"), System.getProperty("os.arch"), e),
                    e);
        }
    }
}
