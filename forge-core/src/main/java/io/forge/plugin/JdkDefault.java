package io.forge.plugin;

import java.io.InputStream;
import java.io.PrintStream;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.FileNameMap;
import java.net.ProxySelector;
import java.net.ResponseCache;
import java.net.URLConnection;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.HttpsURLConnection;
import org.jspecify.annotations.Nullable;

/**
 * A place in the JDK for one object, which all code of the JVM uses.
 *
 * @param word what the object is called in the log
 */
record JdkDefault(String word, Supplier<Optional<Object>> reader, Consumer<Optional<Object>> writer) {

    /** All that an object of a plugin's own class can be put into, and be taken out of again. */
    static List<JdkDefault> all() {
        return List.of(
                of(
                        "default uncaught-exception handler",
                        Thread.UncaughtExceptionHandler.class,
                        Thread::getDefaultUncaughtExceptionHandler,
                        Thread::setDefaultUncaughtExceptionHandler),
                of("default Authenticator", Authenticator.class, Authenticator::getDefault, Authenticator::setDefault),
                of("default ProxySelector", ProxySelector.class, ProxySelector::getDefault, ProxySelector::setDefault),
                of("default CookieHandler", CookieHandler.class, CookieHandler::getDefault, CookieHandler::setDefault),
                of("default ResponseCache", ResponseCache.class, ResponseCache::getDefault, ResponseCache::setDefault),
                of(
                        "file name map of URLConnection",
                        FileNameMap.class,
                        URLConnection::getFileNameMap,
                        URLConnection::setFileNameMap),
                of(
                        "default HostnameVerifier",
                        HostnameVerifier.class,
                        HttpsURLConnection::getDefaultHostnameVerifier,
                        HttpsURLConnection::setDefaultHostnameVerifier),
                of("default TimeZone", TimeZone.class, TimeZone::getDefault, TimeZone::setDefault),
                of("System.out", PrintStream.class, () -> System.out, System::setOut),
                of("System.err", PrintStream.class, () -> System.err, System::setErr),
                of("System.in", InputStream.class, () -> System.in, System::setIn));
    }

    /** To the JDK, {@code null} is none, or its own. */
    private interface Getter<T> {
        @Nullable T get();
    }

    /** As {@link Getter}. */
    private interface Setter<T> {
        void set(@Nullable T value);
    }

    private static <T> JdkDefault of(String word, Class<T> type, Getter<T> getter, Setter<T> setter) {
        return new JdkDefault(
                word,
                () -> Optional.ofNullable(getter.get()),
                value -> setter.set(value.map(type::cast).orElse(null)));
    }
}
