package io.forge.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import io.forge.api.Handler;
import io.forge.tensor.Signature;
import io.forge.tensor.Tensors;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * An ONNX model that is loaded, and its handler.
 *
 * <p>Safe for use by several threads. The handler's calls must have ended before the model is closed; those that have not are
 * ended then.
 */
public final class OnnxModel implements AutoCloseable {

    private static final Duration GRACE = Duration.ofSeconds(10);

    private final ModelSession session;
    private final Graph graph;
    private final ModelRunner runner;
    private final ModelConfig config;

    private OnnxModel(ModelSession session, Graph graph, ModelRunner runner, ModelConfig config) {
        this.session = session;
        this.graph = graph;
        this.runner = runner;
        this.config = config;
    }

    /**
     * Loads a model.
     *
     * @param file the model; weights in files of their own lie beside it, and must not be written to until it is closed
     * @throws ModelException if it cannot be served; the message says why
     */
    public static OnnxModel load(Path file) throws ModelException {
        return load(file, List.of(file), ModelConfig.USUAL, Optional.empty());
    }

    /**
     * Loads a model.
     *
     * @param files all its files
     * @param checksum the SHA-256 that its file must have
     */
    static OnnxModel load(Path file, Collection<Path> files, ModelConfig config, Optional<String> checksum)
            throws ModelException {
        LoadFailures.checkFile(file, checksum);
        var environment = Environment.get();
        try {
            var session = new ModelSession(file, open(environment, file, files, config), GRACE);
            try {
                return of(environment, session, config);
            } catch (ModelException | OrtException | RuntimeException | Error e) {
                session.close();
                throw e;
            }
        } catch (OrtException e) {
            throw LoadFailures.of(file, e);
        }
    }

    private static OrtSession open(OrtEnvironment environment, Path file, Collection<Path> files, ModelConfig config)
            throws OrtException, ModelException {
        if (files.size() == 1 || !config.copies()) {
            return open(environment, file, config);
        }
        try (var copy = OwnCopy.of(file, files)) {
            return open(environment, copy.model(), config);
        }
    }

    private static OrtSession open(OrtEnvironment environment, Path file, ModelConfig config) throws OrtException {
        try (var options = new SessionOptions()) {
            options.setIntraOpNumThreads(config.threadsOfRun());
            options.setInterOpNumThreads(1);
            return environment.createSession(file.toString(), options);
        }
    }

    private static OnnxModel of(OrtEnvironment environment, ModelSession session, ModelConfig config)
            throws ModelException, OrtException {
        var graph = Graph.of(session.session());
        if (config.padding().isPresent()) {
            config.padding().get().check(graph);
        }
        var runner = new ModelRunner(environment, session, graph, config.padding());
        return new OnnxModel(session, graph, runner, config);
    }

    /** What the model takes and gives. */
    public Signature signature() {
        return graph.signature();
    }

    /** Runs the model; its calls are batched where the model's first axis is one of rows. */
    public Handler<Tensors, Tensors> handler() {
        return ModelHandlers.of(graph, runner, config).with(signature());
    }

    /**
     * Runs the model with made-up inputs, so that the first call finds it warm: all zeros, one row, each dimension of any
     * size 1.
     *
     * @throws OrtException if the model does not take them
     */
    void warmUp() throws OrtException {
        runner.warmUp();
    }

    /** Ends runs that have not ended, and frees the model's memory. */
    @Override
    public void close() throws OrtException {
        session.close();
    }
}
