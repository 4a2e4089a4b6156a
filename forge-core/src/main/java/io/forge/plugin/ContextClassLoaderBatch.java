package io.forge.plugin;

import io.forge.api.Batch;
import io.forge.api.Call;
import io.forge.api.ForgeException;
import java.util.List;

/**
 * A batch as a plugin's handler sees it: cancel actions run with the plugin's context class loader, whoever cancels.
 *
 * @param <P> what was queued
 */
final class ContextClassLoaderBatch<P> implements Batch<P> {

    private final Batch<P> batch;
    private final ContextClassLoader contextLoader;

    ContextClassLoaderBatch(Batch<P> batch, ContextClassLoader contextLoader) {
        this.batch = batch;
        this.contextLoader = contextLoader;
    }

    @Override
    public List<P> inputs() {
        return batch.inputs();
    }

    @Override
    public Call call(int index) {
        return new ContextClassLoaderCall(batch.call(index), contextLoader);
    }

    @Override
    public void fail(int index, ForgeException failure) {
        batch.fail(index, failure);
    }

    @Override
    public boolean isCancelled() {
        return batch.isCancelled();
    }

    @Override
    public void onCancel(Runnable action) {
        batch.onCancel(contextLoader.around(action));
    }

    @Override
    public String toString() {
        return batch.toString();
    }
}
