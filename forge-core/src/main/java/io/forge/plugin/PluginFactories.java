package io.forge.plugin;

import io.forge.api.HandlerFactory;
import io.forge.runtime.Enclosure;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes the handler factories that a plugin offers; the first of its code that runs. */
final class PluginFactories {

    private final ClassLoader loader;
    private final List<Path> jars;
    private final CodeLimit limit;
    private final Enclosure enclosure;

    /**
     * Factories of one plugin.
     *
     * @param loader its class loader
     * @param jars its JARs in the plugins folder
     * @param limit for its code
     * @param maxBody bytes
     */
    PluginFactories(ClassLoader loader, List<Path> jars, CodeLimit limit, long maxBody) {
        this.loader = loader;
        this.jars = jars;
        this.limit = limit;
        this.enclosure = new PluginEnclosure(new PluginScope(loader), loader, maxBody);
    }

    List<FoundFactory> make(List<String> classNames) throws PluginLoadException {
        var factories = new ArrayList<FoundFactory>();
        for (String className : classNames) {
            factories.add(make(className));
        }
        return factories;
    }

    private FoundFactory make(String className) throws PluginLoadException {
        try {
            var type = Class.forName(className, false, loader);
            var constructor = constructorOf(type);
            var factory = ScopedFactory.of(limit.call("its constructor", constructor::newInstance), limit);
            String place = "%s in %s".formatted(className, Words.of(jarOf(type)));
            String name = factory.name();
            HandlerNames.checkGivenBy(className, name);
            return new FoundFactory(name, factory, place, Optional.of(enclosure));
        } catch (PluginLoadException e) {
            throw e;
        } catch (HandlerLoadException e) {
            throw new PluginLoadException(String.valueOf(e.getMessage()), e);
        } catch (ClassNotFoundException e) {
            throw new PluginLoadException(
                    "it offers %s as a factory, a class that it does not have: correct %s, or add the JAR that has it"
                            .formatted(className, JarContents.FACTORIES),
                    e);
        } catch (Throwable e) { // Somebody else's code.
            throw new PluginLoadException("its factory %s cannot be made: %s".formatted(className, Words.of(e)), e);
        }
    }

    private static Constructor<? extends HandlerFactory> constructorOf(Class<?> type) throws PluginLoadException {
        if (!HandlerFactory.class.isAssignableFrom(type)) {
            throw new PluginLoadException("it offers %s as a factory, which does not implement %s: correct %s"
                    .formatted(type.getName(), HandlerFactory.class.getName(), JarContents.FACTORIES));
        }
        int modifiers = type.getModifiers();
        try {
            if (Modifier.isPublic(modifiers) && !Modifier.isAbstract(modifiers)) {
                return type.asSubclass(HandlerFactory.class).getConstructor();
            }
        } catch (NoSuchMethodException e) {
            throw unmakeable(type);
        }
        throw unmakeable(type);
    }

    private static PluginLoadException unmakeable(Class<?> type) {
        return new PluginLoadException(
                "its factory %s must be public, not abstract, with a public constructor without parameters"
                        .formatted(type.getName()));
    }

    /** The JAR in the plugins folder that a class came from; its copy has the same name. */
    private Path jarOf(Class<?> type) {
        String location =
                type.getProtectionDomain().getCodeSource().getLocation().getPath();
        var copy = Path.of(URI.create("file:" + location));
        return jars.stream()
                .filter(jar -> jar.endsWith(copy.getFileName()))
                .findFirst()
                .orElse(copy);
    }
}
