package io.forge.plugin;

import io.forge.api.HandlerFactory;
import io.forge.api.HandlerSource;
import io.forge.config.PathText;
import io.forge.plugin.Offer.FactoryOffer;
import io.forge.plugin.Offer.SourceOffer;
import io.forge.runtime.HandlerDecorator;
import java.lang.reflect.Constructor;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the handler factories and sources that a plugin offers; the first of its code that runs. */
final class PluginFactories {

    private final ClassLoader loader;
    private final Map<Path, Path> originals;
    private final FactoryRule rule;
    private final CodeLimit limit;
    private final HandlerDecorator decorator;

    /**
     * Factories of one plugin.
     *
     * @param loader its class loader
     * @param originals its private JARs, each with the file that it was made from
     * @param limit for its code
     * @param maxBody bytes
     */
    PluginFactories(ClassLoader loader, Map<Path, Path> originals, FactoryRule rule, CodeLimit limit, long maxBody) {
        this.loader = loader;
        this.originals = originals;
        this.rule = rule;
        this.limit = limit;
        this.decorator = new ContextClassLoaderDecorator(new ContextClassLoader(loader), loader, maxBody);
    }

    /**
     * Makes what a plugin offers.
     *
     * @param factories the names of classes
     * @param sources the names of classes
     */
    List<Offer> make(List<String> factories, List<String> sources) throws PluginLoadException {
        var made = new ArrayList<Offer>();
        for (String className : factories) {
            made.add(make(className, HandlerFactory.class, (factory, place) -> {
                var limited = TimeLimitedFactory.of(factory, limit);
                return new FactoryOffer(limited.name(), limited, place, Optional.of(decorator));
            }));
        }
        for (String className : sources) {
            made.add(make(className, HandlerSource.class, (source, place) -> {
                var limited = TimeLimitedSource.of(source, limit);
                return new SourceOffer(limited.name(), limited, place, Optional.of(decorator));
            }));
        }
        return made;
    }

    /** What is made of a service. */
    private interface Finding<S> {
        Offer of(S service, String place) throws Exception;
    }

    private <S> Offer make(String className, Class<S> service, Finding<S> finding) throws PluginLoadException {
        try {
            var type = Class.forName(className, false, loader);
            var constructor = constructorOf(type, service);
            String place = "%s in %s".formatted(className, PathText.onOneLine(fileOf(type)));
            var offer = finding.of(limit.call("its constructor", constructor::newInstance), place);
            HandlerNames.checkGivenBy(className, offer.name());
            return offer;
        } catch (PluginLoadException e) {
            throw e;
        } catch (HandlerLoadException e) {
            throw new PluginLoadException(String.valueOf(e.getMessage()), e);
        } catch (ClassNotFoundException e) {
            throw new PluginLoadException(
                    "it offers %s as a %s, a class that it does not have: correct %s, or add the JAR that has it"
                            .formatted(className, kindOf(service), JarContents.fileOf(service)),
                    e);
        } catch (Throwable e) { // Somebody else's code.
            throw new PluginLoadException(
                    "its %s %s cannot be made: %s".formatted(kindOf(service), className, FailureMessages.of(e)), e);
        }
    }

    private static String kindOf(Class<?> service) {
        return service == HandlerSource.class ? "source" : "factory";
    }

    private <S> Constructor<? extends S> constructorOf(Class<?> type, Class<S> service) throws PluginLoadException {
        if (!service.isAssignableFrom(type)) {
            throw new PluginLoadException("it offers %s as a %s, which does not implement %s: correct %s"
                    .formatted(type.getName(), kindOf(service), service.getName(), JarContents.fileOf(service)));
        }
        return rule.constructorOf(type.asSubclass(service), kindOf(service));
    }

    /** The file that the JAR of a class was made from. */
    private Path fileOf(Class<?> type) {
        String location =
                type.getProtectionDomain().getCodeSource().getLocation().getPath();
        var jar = Path.of(URI.create("file:" + location));
        return originals.getOrDefault(jar, jar);
    }
}
