package io.forge.doctest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A repository for one test, with documents and whatever else they need. */
final class Sample {

    private final Path root;

    Sample(Path root) {
        this.root = root;
    }

    /** What an audit came to. */
    record Result(boolean isWell, String report) {}

    Sample with(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
        return this;
    }

    /** Adds a {@code bin/forge-cli}, written in bash. */
    Sample withForge(String script) throws IOException {
        with("bin/forge-cli", "#!/usr/bin/env bash\n" + script);
        if (!root.resolve("bin/forge-cli").toFile().setExecutable(true)) {
            throw new IOException("bin/forge-cli cannot be made executable");
        }
        return this;
    }

    Result proofread(String readme) throws IOException {
        with("README.md", readme);
        var report = new ByteArrayOutputStream();
        boolean isWell = audit(report).proofread();
        return new Result(isWell, report.toString(StandardCharsets.UTF_8));
    }

    Result run(String readme) throws IOException, InterruptedException {
        with("README.md", readme);
        var report = new ByteArrayOutputStream();
        boolean isWell = audit(report).run();
        return new Result(isWell, report.toString(StandardCharsets.UTF_8));
    }

    private Audit audit(ByteArrayOutputStream report) throws IOException {
        return Audit.of(root, List.of(), new PrintStream(report, true, StandardCharsets.UTF_8));
    }
}
