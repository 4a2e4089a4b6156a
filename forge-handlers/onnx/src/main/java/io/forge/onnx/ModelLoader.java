package io.forge.onnx;

import ai.onnxruntime.OrtException;
import io.forge.api.Handler;
import io.forge.api.HandlerContext;
import io.forge.api.HandlerRegistry.LoadContext;
import io.forge.api.HandlerRegistry.Loader;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads one version of a model, as its files are by then. Safe for use by several threads. */
final class ModelLoader implements Loader {

    private static final Logger LOG = LoggerFactory.getLogger(ModelLoader.class);

    private final HandlerContext context;
    private volatile Files files;

    /**
     * What is loaded.
     *
     * @param config what is said of the model; empty where nothing is
     */
    private record Files(ModelFile model, Optional<Path> config) {}

    ModelLoader(HandlerContext context, ModelFile model, Optional<Path> config) {
        this.context = context;
        this.files = new Files(model, config);
    }

    /** Loads these files from the next time on. */
    void take(ModelFile model, Optional<Path> config) {
        files = new Files(model, config);
    }

    @Override
    public Handler<?, ?> load(LoadContext loading) throws ModelException {
        var current = files;
        var file = current.model();
        var config = current.config().isPresent() ? read(current.config().get()) : ModelConfig.USUAL;
        loading.reserveMemory(file.bytes());
        var model = OnnxModel.load(
                file.file(),
                file.look().keySet(),
                config,
                Optional.ofNullable(config.checksums().get(file.version())));
        loading.onClose(model);
        if (config.warmUp().orElse(true)) {
            warmUp(model, file);
        }
        return model.handler();
    }

    /** Clients are shown what is wrong, too, and not where the folder is. */
    private ModelConfig read(Path file) throws ModelException {
        try {
            return context.read(file, ModelConfig.class);
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            throw new ModelException(
                    message.replace(file.getParent() + file.getFileSystem().getSeparator(), ""), e);
        }
    }

    private static void warmUp(OnnxModel model, ModelFile file) {
        try {
            model.warmUp();
        } catch (OrtException e) {
            LOG.warn(
                    "Model {} is served without having been warmed up, as it does not take zeros ({}): set warm-up: false",
                    file.title(),
                    RuntimeMessages.textOf(e));
        }
    }
}
