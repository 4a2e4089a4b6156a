package io.forge.plugin;

import io.forge.api.Handler;
import io.forge.api.HandlerRegistry;
import java.util.Map;

/**
 * What a plugin's source publishes and offers with: its loaders run with the plugin's class loader as the context class loader,
 * under the limit that Forge has for loading, and what they open is closed under the plugin's own.
 */
final class TimeLimitedRegistry implements HandlerRegistry {

    private final HandlerRegistry registry;
    private final CodeLimit limit;

    TimeLimitedRegistry(HandlerRegistry registry, CodeLimit limit) {
        this.registry = registry;
        this.limit = limit;
    }

    @Override
    public Registration publish(String name, String version, Handler<?, ?> handler) {
        return registry.publish(name, version, handler);
    }

    @Override
    public Offered offer(String name, String version, Loader loader) {
        var scope = limit.scope();
        return registry.offer(
                name, version, context -> scope.call(() -> loader.load(new TimeLimitedLoad(context, limit))));
    }

    @Override
    public void label(String name, Map<String, String> versionsByLabel) {
        registry.label(name, versionsByLabel);
    }

    /** One load; what it wants closed is closed under the plugin's limit. */
    private record TimeLimitedLoad(LoadContext context, CodeLimit limit) implements LoadContext {

        @Override
        public void reserveMemory(long bytes) {
            context.reserveMemory(bytes);
        }

        @Override
        public void onClose(AutoCloseable resource) {
            context.onClose(limit.around(resource));
        }
    }
}
