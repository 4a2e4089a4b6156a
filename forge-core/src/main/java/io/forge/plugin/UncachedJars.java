package io.forge.plugin;

import java.io.IOException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;

/**
 * Opens resources in JARs past the JVM's cache of open JARs.
 *
 * <p>That cache would keep a JAR open after its class loader is closed.
 */
final class UncachedJars extends URLStreamHandler {

    @Override
    protected URLConnection openConnection(URL url) throws IOException {
        var connection = new URL(url.toExternalForm()).openConnection();
        connection.setUseCaches(false);
        return connection;
    }
}
