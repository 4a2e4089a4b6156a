package io.forge.onnx.ort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that ONNX Runtime, as its maker builds it, does not send data about its use without being noticed.
 *
 * <p>Only an environment variable keeps it from starting to, which Java cannot set for its own process; {@code forge-cli} does.
 * What starts also crashes the process on Linux where the command line is longer than 4 KiB (seen in ONNX Runtime 1.29.0).
 *
 * @see <a href="https://github.com/microsoft/onnxruntime/blob/main/docs/Privacy.md">Privacy</a>
 */
final class Telemetry {

    private static final Logger LOG = LoggerFactory.getLogger(Telemetry.class);

    private static final String VARIABLE = "ORT_DISABLE_TELEMETRY";
    private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");

    /** What its buffer holds, and a margin. */
    private static final int LONGEST_COMMAND_LINE = 4_000;

    private static final AtomicBoolean TOLD = new AtomicBoolean();

    private Telemetry() {}

    /**
     * Looks before ONNX Runtime is loaded.
     *
     * @throws IllegalStateException if loading it would crash the process
     */
    static void check() {
        if (System.getenv(VARIABLE) != null) {
            return;
        }
        refuseCrash(commandLineLength());
        if (!TOLD.getAndSet(true)) {
            LOG.warn(
                    "ONNX Runtime may send data about its use to its maker: set the environment variable {}=1 to keep it from that",
                    VARIABLE);
        }
    }

    static void refuseCrash(long commandLine) {
        if (commandLine > LONGEST_COMMAND_LINE) {
            throw new IllegalStateException(
                    "ONNX Runtime would crash this process, whose command line is longer than %s bytes: set the environment variable %s=1"
                            .formatted(LONGEST_COMMAND_LINE, VARIABLE));
        }
    }

    /** Bytes; 0 where the system does not tell, as it need not then. */
    private static long commandLineLength() {
        try {
            return Files.exists(COMMAND_LINE) ? Files.readAllBytes(COMMAND_LINE).length : 0;
        } catch (IOException e) {
            return 0;
        }
    }
}
