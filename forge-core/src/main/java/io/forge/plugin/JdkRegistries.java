package io.forge.plugin;

import java.beans.Introspector;
import java.nio.file.Path;
import java.security.Security;
import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import java.util.stream.Stream;
import javax.imageio.spi.IIORegistry;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes out of the JDK what a plugin has put there for all of the JVM, as that would keep its classes, and break in the hands
 * of others when its JARs are closed.
 *
 * <p>A part of the JDK that the plugin has no class from is not so much as loaded for it.
 */
final class JdkRegistries {

    private static final Logger LOG = LoggerFactory.getLogger(JdkRegistries.class);

    /** What a provider of ImageIO extends. */
    private static final List<String> IMAGE_PROVIDERS = Stream.of(
                    "ImageReader", "ImageWriter", "ImageTranscoder", "ImageInputStream", "ImageOutputStream")
            .map(kind -> "javax.imageio.spi.%sSpi".formatted(kind))
            .toList();

    private final JdkDefaults defaults = new JdkDefaults();
    private final ImageStart images = new ImageStart();

    /** One registry. */
    private interface Registry {

        /** Takes out what is a plugin's; returns what that was. */
        List<String> takeOut(PluginClassLoader plugin) throws Exception;
    }

    /** Before any code of a plugin runs. */
    void enter(PluginClassLoader plugin) {
        JdkThreads.start();
        defaults.enter(plugin);
    }

    /** Before a plugin gets a class of the JDK. */
    void beforeUseOf(String className) {
        images.beforeUseOf(className);
    }

    /**
     * When no code of a plugin runs any more, and before its JARs are closed.
     *
     * @param place where it was loaded from
     */
    void leave(PluginClassLoader plugin, Path place) {
        var left = new ArrayList<String>();
        for (var registry : List.<Registry>of(
                defaults::leave,
                PluginClassLoader::removeDrivers,
                JdkRegistries::removeImageProviders,
                JdkRegistries::removeSecurityProviders,
                JdkRegistries::removeMBeans,
                JdkRegistries::removeLogging,
                JdkRegistries::resetSocketFactory,
                JdkRegistries::removeProperties,
                JdkRegistries::clearCaches)) {
            try {
                left.addAll(registry.takeOut(plugin));
            } catch (Exception | LinkageError e) { // A runtime without that part, or what is somebody else's code.
                LOG.debug("What {} has left in the JDK cannot all be taken out", place, e);
            }
        }
        if (!left.isEmpty()) {
            LOG.info("Plugin {} left this in the JDK, from where it is removed: {}", place, String.join(", ", left));
        }
    }

    private static List<String> removeImageProviders(PluginClassLoader plugin) {
        if (IMAGE_PROVIDERS.stream().noneMatch(plugin::uses)) {
            return List.of();
        }
        var registry = IIORegistry.getDefaultInstance();
        var own = new ArrayList<Object>();
        registry.getCategories()
                .forEachRemaining(category -> registry.getServiceProviders(category, false)
                        .forEachRemaining(provider -> {
                            if (plugin.owns(provider)) {
                                own.add(provider);
                            }
                        }));
        own.forEach(registry::deregisterServiceProvider);
        return RegistryEntries.names("ImageIO provider", own.stream());
    }

    private static List<String> removeSecurityProviders(PluginClassLoader plugin) {
        if (!plugin.uses("java.security.Provider")) {
            return List.of();
        }
        var own = Stream.of(Security.getProviders()).filter(plugin::owns).toList();
        own.forEach(provider -> Security.removeProvider(provider.getName()));
        return RegistryEntries.names("security provider", own.stream());
    }

    private static List<String> removeMBeans(PluginClassLoader plugin) {
        var removed = new ArrayList<String>();
        for (var server : MBeanServerFactory.findMBeanServer(null)) {
            for (var bean : server.queryNames(null, null)) {
                if (removeMBean(server, bean, plugin)) {
                    removed.add("MBean " + bean);
                }
            }
        }
        return removed;
    }

    private static boolean removeMBean(MBeanServer server, ObjectName bean, PluginClassLoader plugin) {
        try {
            if (!plugin.isAbove(server.getClassLoaderFor(bean))) {
                return false;
            }
            server.unregisterMBean(bean);
            return true;
        } catch (Exception e) { // JMException is not named, as this class could not be loaded without it.
            LOG.debug("MBean {} cannot be taken out", bean, e);
            return false;
        }
    }

    /** The class of its own is first needed where its lack is caught. */
    private static List<String> removeLogging(PluginClassLoader plugin) {
        return JdkLogging.takeOut(plugin);
    }

    /** There is no telling which one was there before without making one, which takes long and reads the trust store. */
    private static List<String> resetSocketFactory(PluginClassLoader plugin) {
        if (!plugin.uses("javax.net.ssl.HttpsURLConnection") || !plugin.uses("javax.net.ssl.SSLSocketFactory")) {
            return List.of();
        }
        var own = HttpsURLConnection.getDefaultSSLSocketFactory();
        if (!plugin.owns(own)) {
            return List.of();
        }
        HttpsURLConnection.setDefaultSSLSocketFactory((SSLSocketFactory) SSLSocketFactory.getDefault());
        return RegistryEntries.names("default SSLSocketFactory", Stream.of(own));
    }

    private static List<String> removeProperties(PluginClassLoader plugin) {
        var removed = new ArrayList<String>();
        for (var property : List.copyOf(System.getProperties().entrySet())) {
            boolean isKey = plugin.owns(property.getKey());
            if (isKey || plugin.owns(property.getValue())) {
                System.getProperties().remove(property.getKey());
                removed.add("system property "
                        + (isKey ? property.getKey().getClass().getName() : property.getKey()));
            }
        }
        return removed;
    }

    private static List<String> clearCaches(PluginClassLoader plugin) {
        ResourceBundle.clearCache(plugin);
        if (plugin.uses("java.beans.Introspector")) {
            Introspector.flushCaches();
        }
        return List.of();
    }
}
