package io.forge.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Measures what serving a model costs beside running it: MiniLM, which turns a sentence into numbers, on ONNX Runtime. */
final class Models implements Measurement {

    /** Where the build has put it, from a package that has it. */
    static final Path FOLDER = Path.of("target", "models");

    /** Of another model, figures would say nothing. */
    private static final String SHA_256 = "afdb6f1a0e45b715d0bb9b11772f032c399babd23bfc31fed1c170afc848bdb1";

    private static final List<String> ALL =
            List.of("models-throughput", "models-alone", "models-cpu", "models-memory", "models-start");

    private final Parts parts;
    private final Options options;

    private Models(List<String> names, Options options) {
        this.parts = new Parts(names);
        this.options = options;
    }

    /** All of it. */
    static Models all(Options options) {
        return new Models(ALL, options);
    }

    /** The part of this name. */
    static Models only(String name, Options options) {
        return new Models(List.of(name), options);
    }

    @Override
    public boolean run() throws Exception {
        Files.writeString(FOLDER.resolve("minilm.yaml"), "checksums: {\"1\": \"%s\"}%n".formatted(SHA_256));
        System.out.printf("Java %s, every JVM with %s%n", Runtime.version(), String.join(" ", Server.FLAGS));
        return parts.run(Map.of(
                "models-throughput", ModelThroughput.ofMany(options),
                "models-alone", ModelThroughput.ofOne(options),
                "models-cpu", new ModelCpu(options),
                "models-memory", new ModelMemory(),
                "models-start", new ModelStart(options)));
    }
}
