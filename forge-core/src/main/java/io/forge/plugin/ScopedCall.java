package io.forge.plugin;

import io.forge.api.Call;
import java.time.Duration;
import java.util.Optional;

/** A call as a plugin's handler sees it: its cancel actions run in the plugin's scope, whoever cancels. */
final class ScopedCall implements Call {

    private final Call call;
    private final PluginScope scope;

    ScopedCall(Call call, PluginScope scope) {
        this.call = call;
        this.scope = scope;
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
    public Optional<Duration> remaining() {
        return call.remaining();
    }

    @Override
    public boolean isCancelled() {
        return call.isCancelled();
    }

    @Override
    public void onCancel(Runnable action) {
        call.onCancel(scope.around(action));
    }

    @Override
    public String toString() {
        return call.toString();
    }
}
