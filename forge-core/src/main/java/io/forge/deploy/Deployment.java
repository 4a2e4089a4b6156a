package io.forge.deploy;

import io.forge.plugin.Offer;
import io.forge.plugin.Plugin;
import io.forge.plugin.TakenName;
import io.forge.runtime.Loadable;
import io.forge.runtime.Servable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What is served under one name of the catalog, or is ready to be: one handler, or all that a source has published. */
interface Deployment {

    /** The name of the handler, or of the source. */
    String name();

    /** What has made it; empty for a handler that the application has given. */
    Optional<Offer> offer();

    /** What is called, or was until it was taken out of service; for a source, as it is now. */
    List<Servable<?, ?>> servables();

    /** All that may still have calls in flight when it has been taken out of service, older versions too. */
    List<Servable<?, ?>> everServed();

    /** What it has offered to load, in service or not. */
    default List<Loadable> offered() {
        return List.of();
    }

    /** The further names of versions, by the handler's name. */
    default Map<String, Map<String, String>> labels() {
        return Map.of();
    }

    /** The keys that its own section may have. */
    List<String> keys();

    /** It is in service: from now on, what a source publishes is served at once. */
    void serve();

    /** From now on, a source can publish nothing. */
    void freeze();

    /** Closes what it has opened; no call is under way any more. */
    void close();

    /** Whether it serves the folder of models. */
    default boolean takesModels() {
        return false;
    }

    /** The class that made it and the JAR or folder where that is. */
    default String place() {
        return offer().map(Offer::place).orElse(TakenName.APPLICATION);
    }

    /** Whether it serves a handler of that name, or is ready to. */
    default boolean hasHandler(String handler) {
        return handlers().anyMatch(handler::equals);
    }

    /** The names of the handlers that it serves, is ready to, or has offered to load. */
    default Stream<String> handlers() {
        return Stream.concat(
                        servables().stream().map(Servable::name),
                        offered().stream().map(Loadable::name))
                .distinct();
    }

    /** Whether it is this plugin, and not an earlier or later one of its name, that it is made by. */
    default boolean isMadeBy(Plugin plugin) {
        return offer().filter(plugin::offers).isPresent();
    }
}
