package io.forge.testing;

import io.forge.api.Call;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A call that a test makes and may cancel; safe for use by several threads. */
public final class TestCall implements Call {

    private final Map<String, String> headers = new ConcurrentHashMap<>();
    private final Map<String, Object> parameters = new ConcurrentHashMap<>();
    private final List<String> requestedOutputs = new CopyOnWriteArrayList<>();
    private final List<Runnable> cancelActions = new ArrayList<>();
    private final Object lock = new Object();
    private boolean cancelled;

    /** Gives the call a header. */
    public TestCall header(String name, String value) {
        headers.put(name.toLowerCase(Locale.ROOT), value);
        return this;
    }

    /** Gives the call a parameter: a {@code String}, {@code Boolean}, {@code Long} or {@code Double}. */
    public TestCall parameter(String name, Object value) {
        parameters.put(name, value);
        return this;
    }

    /** Has the call ask for an output, by its name. */
    public TestCall requestedOutput(String name) {
        requestedOutputs.add(name);
        return this;
    }

    /** Cancels the call: runs what was given to {@link #onCancel}, on this thread. */
    public void cancel() {
        List<Runnable> actions;
        synchronized (lock) {
            cancelled = true;
            actions = List.copyOf(cancelActions);
            cancelActions.clear();
        }
        actions.forEach(Runnable::run);
    }

    @Override
    public String id() {
        return "test";
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    @Override
    public Map<String, Object> parameters() {
        return Map.copyOf(parameters);
    }

    @Override
    public List<String> requestedOutputs() {
        return List.copyOf(requestedOutputs);
    }

    @Override
    public Optional<Duration> remaining() {
        return Optional.empty();
    }

    @Override
    public boolean isCancelled() {
        synchronized (lock) {
            return cancelled;
        }
    }

    @Override
    public void onCancel(Runnable action) {
        synchronized (lock) {
            if (!cancelled) {
                cancelActions.add(action);
                return;
            }
        }
        action.run();
    }
}
