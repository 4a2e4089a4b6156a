package io.forge.plugin;

import io.forge.api.HandlerContext;
import io.forge.api.HandlerRegistry;
import io.forge.api.HandlerSource;
import java.util.Optional;
import java.util.concurrent.Callable;

/** A plugin's source, run under a limit; what it opens is closed under it too. */
final class TimeLimitedSource implements HandlerSource {

    private final HandlerSource source;
    private final String name;
    private final Optional<Class<?>> configType;
    private final CodeLimit limit;

    /**
     * A source that has been made.
     *
     * @throws Exception what asking it for its name or its configuration throws
     */
    static TimeLimitedSource of(HandlerSource source, CodeLimit limit) throws Exception {
        String type = source.getClass().getName();
        return new TimeLimitedSource(
                source,
                limit.call(type + ".name()", source::name),
                limit.call(type + ".configType()", source::configType),
                limit);
    }

    private TimeLimitedSource(HandlerSource source, String name, Optional<Class<?>> configType, CodeLimit limit) {
        this.source = source;
        this.name = name;
        this.configType = configType;
        this.limit = limit;
    }

    /** Its own name, asked for once, when the plugin is loaded. */
    @Override
    public String name() {
        return name;
    }

    /** As {@link #name}. */
    @Override
    public Optional<Class<?>> configType() {
        return configType;
    }

    @Override
    public void open(HandlerContext context, HandlerRegistry registry) throws Exception {
        Callable<HandlerSource> opening = () -> {
            source.open(new TimeLimitedContext(context, limit), new TimeLimitedRegistry(registry, limit));
            return source;
        };
        limit.call(source.getClass().getName() + ".open()", opening);
    }
}
