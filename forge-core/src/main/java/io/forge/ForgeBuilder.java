package io.forge;

import io.forge.api.Dispatch;
import io.forge.api.Handler;
import io.forge.json.RecordBinder;
import io.forge.plugin.FactoryCatalog;
import io.forge.plugin.HandlerLoadException;
import io.forge.plugin.HandlerLoader;
import io.forge.plugin.HandlerSettings;
import io.forge.runtime.DispatchMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Configures a server and starts it; every method but {@link #start} returns this builder. Not for use by several threads.
 */
public final class ForgeBuilder {

    private final RecordBinder binder = new RecordBinder();
    private final Map<String, Object> settings = new LinkedHashMap<>();
    private final Map<String, Handler<?, ?>> given = new LinkedHashMap<>();
    private final List<String> named = new ArrayList<>();
    private ClassLoader classLoader = ForgeBuilder.class.getClassLoader();
    private Path directory = Path.of("");

    ForgeBuilder() {}

    /** The address to listen on; {@code 127.0.0.1} where this is not called. */
    public ForgeBuilder host(String host) {
        return set("http.host", host);
    }

    /** The port to listen on; 0 takes a free one, which {@link Forge#uri} tells. */
    public ForgeBuilder port(int port) {
        return set("http.port", port);
    }

    /** Where every handler runs whose own section does not say otherwise. */
    public ForgeBuilder dispatch(Dispatch dispatch) {
        return set("dispatch.mode", DispatchMode.nameOf(dispatch));
    }

    /**
     * Sets one key of the configuration, such as {@code http.max-body} or {@code handlers.sleep.config.duration}.
     *
     * @param key the key with its sections, joined by dots
     * @param value a number, boolean, text or list, as it would stand in {@code forge.yaml}
     */
    public ForgeBuilder set(String key, Object value) {
        Map<String, Object> section = settings;
        var steps = key.split("\\.", -1);
        for (int i = 0; i < steps.length - 1; i++) {
            section = inner(section, steps[i]);
        }
        section.put(steps[steps.length - 1], value);
        return this;
    }

    @SuppressWarnings("unchecked") // Sections are put here by this method only.
    private static Map<String, Object> inner(Map<String, Object> section, String step) {
        var existing = section.get(step);
        if (existing instanceof Map<?, ?>) {
            return (Map<String, Object>) existing;
        }
        var made = new LinkedHashMap<String, Object>();
        section.put(step, made);
        return made;
    }

    /** Serves a handler that the application has made. */
    public ForgeBuilder handler(String name, Handler<?, ?> handler) {
        given.put(name, handler);
        return this;
    }

    /**
     * Serves handlers whose factories are on the class path.
     *
     * <p>Where neither this nor {@link #handler} is called, all that are found are served.
     */
    public ForgeBuilder handlers(String... names) {
        named.addAll(List.of(names));
        return this;
    }

    /** Where factories are looked for; the class loader of Forge itself where this is not called. */
    public ForgeBuilder classLoader(ClassLoader loader) {
        this.classLoader = loader;
        return this;
    }

    /** Where the handlers' relative paths start; the working directory where this is not called. */
    public ForgeBuilder directory(Path path) {
        this.directory = path;
        return this;
    }

    /**
     * Starts the server.
     *
     * @throws ForgeStartException if it cannot; the message says why and what to do
     */
    public Forge start() {
        try {
            var config = binder.bindOver(ForgeConfig.defaults(), settings);
            var module = new ForgeModule(config, binder, directory.toAbsolutePath());
            return Forge.start(config, module, loader -> load(loader, config));
        } catch (HandlerLoadException | IllegalArgumentException e) {
            throw new ForgeStartException(String.valueOf(e.getMessage()), e);
        }
    }

    private void load(HandlerLoader loader, ForgeConfig config) {
        given.forEach((name, handler) -> loader.serve(name, handler, settingsOf(config, name)));
        if (!named.isEmpty() || given.isEmpty()) {
            var catalog = FactoryCatalog.find(classLoader);
            for (String name : names(catalog, config)) {
                loader.load(name, catalog, settingsOf(config, name));
            }
        }
    }

    private Set<String> names(FactoryCatalog catalog, ForgeConfig config) {
        if (!named.isEmpty()) {
            return new LinkedHashSet<>(named);
        }
        var all = new LinkedHashSet<>(catalog.names());
        all.addAll(config.handlers().keySet());
        return all;
    }

    private static HandlerSettings settingsOf(ForgeConfig config, String name) {
        return config.handlers().getOrDefault(name, HandlerSettings.defaults());
    }
}
