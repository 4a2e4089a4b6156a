package io.forge.onnx.ort;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** What is said before ONNX Runtime would crash. */
final class TelemetryTest {

    @Test
    void refusesACommandLineThatOnnxRuntimeWouldNotSurvive() {
        assertThatThrownBy(() -> Telemetry.refuseCrash(4_096))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageEndingWith("set the environment variable ORT_DISABLE_TELEMETRY=1");
        assertThatCode(() -> Telemetry.refuseCrash(4_000)).doesNotThrowAnyException();
    }
}
