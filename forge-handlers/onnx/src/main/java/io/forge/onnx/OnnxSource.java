package io.forge.onnx;

import io.forge.api.HandlerContext;
import io.forge.api.HandlerRegistry;
import io.forge.api.HandlerSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves the ONNX models of the folder that the operator has configured as {@code models.directory}, as they come and go. */
public final class OnnxSource implements HandlerSource {

    private static final Logger LOG = LoggerFactory.getLogger(OnnxSource.class);
    private static final long INTERVAL_MILLIS = 500;

    @Override
    public String name() {
        return "onnx";
    }

    @Override
    public void open(HandlerContext context, HandlerRegistry registry) throws IOException, ModelException {
        var folder = folder(context);
        Environment.get(); // Where there is none, no model has to be looked at.
        var models = new WatchedModels(folder, context, registry, System::nanoTime);
        models.open();
        var closed = new CountDownLatch(1);
        var watching = new Thread(() -> watch(models, closed), "forge-models");
        watching.setDaemon(true);
        watching.start();
        context.onClose(() -> {
            closed.countDown();
            watching.interrupt();
            watching.join();
        });
    }

    private static Path folder(HandlerContext context) {
        var folder = context.models()
                .orElseThrow(() -> new IllegalStateException(
                        "it has no folder of models: set models.directory, or start with --models DIR"));
        if (!Files.isDirectory(folder)) {
            throw new IllegalStateException(
                    "%s, which is set as models.directory, is no folder: create it, or correct the path"
                            .formatted(folder));
        }
        return folder;
    }

    private static void watch(WatchedModels models, CountDownLatch closed) {
        try {
            while (!closed.await(INTERVAL_MILLIS, TimeUnit.MILLISECONDS)) {
                try {
                    models.poll();
                } catch (RuntimeException e) { // The next look may find what this one did not.
                    if (closed.getCount() > 0) {
                        LOG.error("The folder of models cannot be looked at this time", e);
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
