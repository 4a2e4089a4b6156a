package io.forge.doctest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class RepositoryTest {

    @Test
    void theDocumentsOfThisRepositoryHoldAsFarAsNothingIsRun() throws IOException {
        var report = new ByteArrayOutputStream();
        Path root = Path.of("..").toAbsolutePath().normalize();

        Audit.of(root, List.of(), new PrintStream(report, true, StandardCharsets.UTF_8))
                .proofread();

        assertThat(report.toString(StandardCharsets.UTF_8)).isEmpty();
    }
}
