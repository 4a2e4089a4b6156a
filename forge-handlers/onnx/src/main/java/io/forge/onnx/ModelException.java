package io.forge.onnx;

/** A model cannot be served; the message says why and what to do. */
public final class ModelException extends Exception {

    private static final long serialVersionUID = 1L;

    ModelException(String message) {
        super(message);
    }

    ModelException(String message, Throwable cause) {
        super(message, cause);
    }
}
