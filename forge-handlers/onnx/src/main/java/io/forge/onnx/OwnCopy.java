package io.forge.onnx;

import static java.util.Objects.requireNonNull;

import io.forge.onnx.ort.OnnxRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A copy of a model's files that nobody else writes to.
 *
 * <p>ONNX Runtime maps weights that lie in files of their own into memory: somebody who overwrites such a file would end the
 * process. Once the model is loaded, the copy can be closed: what is mapped stays until it is unloaded.
 */
final class OwnCopy implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OwnCopy.class);

    private final Path folder;
    private final Path model;

    private OwnCopy(Path folder, Path model) {
        this.folder = folder;
        this.model = model;
    }

    /**
     * Copies a model.
     *
     * @param model the model itself
     * @param files all its files, in its folder or below
     * @throws ModelException if there is no room for it
     */
    static OwnCopy of(Path model, Collection<Path> files) throws ModelException {
        try {
            var folder = OnnxRuntime.newFolder();
            var copy = new OwnCopy(folder, folder.resolve(model.getFileName()));
            try {
                copy.take(model, files);
                return copy;
            } catch (IOException | RuntimeException | Error e) {
                copy.close();
                throw e;
            }
        } catch (IOException e) {
            throw new ModelException(
                    "%s has weights in files of their own, which cannot be copied (%s): make room in the folder for temporary files, or set copy: false and never overwrite them"
                            .formatted(model.getFileName(), e),
                    e);
        }
    }

    private void take(Path original, Collection<Path> files) throws IOException {
        var start = requireNonNull(original.toAbsolutePath().getParent());
        for (var file : files) {
            var target = folder.resolve(start.relativize(file.toAbsolutePath()).toString());
            Files.createDirectories(requireNonNull(target.getParent()));
            Files.copy(file, target);
        }
    }

    /** The model in the copy. */
    Path model() {
        return model;
    }

    /** Deletes it; where the system does not let go of a mapped file, that goes with Forge's own folder. */
    @Override
    public void close() {
        try (var all = Files.walk(folder)) {
            for (var path : (Iterable<Path>) all.sorted(Comparator.reverseOrder())::iterator) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            LOG.debug("The copy of a model cannot be deleted now", e);
        }
    }
}
