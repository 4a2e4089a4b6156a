package io.forge.onnx;

import ai.onnxruntime.OrtException;
import java.util.regex.Pattern;

/** Takes from ONNX Runtime's messages what is not for the reader. */
final class RuntimeMessages {

    private static final Pattern CODE = Pattern.compile("^Error code - \\w+ - message: ");
    private static final Pattern LOADING = Pattern.compile("Load model from .*? failed:");
    private static final Pattern SOURCE = Pattern.compile(
            "/onnxruntime_src/\\S+:\\d+ (?:.*\\[ONNXRuntimeError\\] : \\d+ : \\w+ : |.*?\\) (?:const )?)?");

    private RuntimeMessages() {}

    /** The message on one line, without codes, places in ONNX Runtime's own source, and a full stop. */
    static String textOf(OrtException failure) {
        String text = String.valueOf(failure.getMessage());
        text = CODE.matcher(text).replaceFirst("");
        text = LOADING.matcher(text).replaceFirst("");
        text = SOURCE.matcher(text).replaceAll("");
        return text.strip().replaceAll("\\s+", " ").replaceFirst("\\.$", "");
    }
}
