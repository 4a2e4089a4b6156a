package io.forge.plugin;

import io.forge.api.Call;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A call as a plugin's handler sees it: its cancel actions run with the plugin's context class loader, whoever cancels. */
final class ContextClassLoaderCall implements Call {

    private final Call call;
    private final ContextClassLoader contextLoader;

    ContextClassLoaderCall(Call call, ContextClassLoader contextLoader) {
        this.call = call;
        this.contextLoader = contextLoader;
    }

    @Override
    public String id() {
        return call.id();
    }

    @Override
    public Optional<String> header(String name) {
        return call.header(name);
    }

    @Override
    public Map<String, Object> parameters() {
        return call.parameters();
    }

    @Override
    public List<String> requestedOutputs() {
        return call.requestedOutputs();
    }

    @Override
    public Optional<Duration> remaining() {
        return call.remaining();
    }

    @Override
    public boolean isCancelled() {
        return call.isCancelled();
    }

    @Override
    public void onCancel(Runnable action) {
        call.onCancel(contextLoader.around(action));
    }

    @Override
    public String toString() {
        return call.toString();
    }
}
