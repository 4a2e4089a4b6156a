package io.forge.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import io.forge.Forge;
import io.forge.testkit.Client;
import io.forge.testkit.Latches;
import io.forge.testkit.Log;
import io.forge.testkit.PluginJar;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.CookieManager;
import java.net.ProxySelector;
import java.net.ResponseCache;
import java.net.URLConnection;
import java.nio.file.Path;
import java.security.Security;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TimeZone;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.logging.ConsoleHandler;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.management.ObjectName;
import javax.net.ssl.HttpsURLConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an unloaded plugin has put into the JDK, where everybody finds it, is taken out. */
class PluginRegistriesTest {

    @TempDir
    private Path folder;

    private final List<Runnable> undo = new ArrayList<>();

    @AfterEach
    void putBack() {
        undo.forEach(Runnable::run);
    }

    private static Forge start() {
        return Forge.builder().port(0).handler("own", PluginHandlers.echo()).start();
    }

    /** A plugin that does something when its handler is made. */
    private static PluginJar doing(String name, String code) {
        return PluginJar.serving(
                name, code + "\nreturn Handler.unary(String.class, String.class, (text, call) -> text);");
    }

    /** What is left, as the log has it. */
    private static String taken(Path jar, String what) {
        return "Plugin %s left this in the JDK, from where it is removed: %s".formatted(jar, what);
    }

    private void assertTaken(PluginJar plugin, String what) {
        var jar = plugin.write(folder.resolve("left.jar"));
        try (var log = Log.capture();
                var forge = start()) {
            forge.plugins().load(jar);
            forge.plugins().unload(jar);

            assertThat(log.messages(Level.INFO)).contains(taken(jar, what));
            assertNothingIsRetained(forge);
        }
    }

    private static void assertNothingIsRetained(Forge forge) {
        Latches.awaitUntil(() -> {
            System.gc();
            return forge.plugins().retained().isEmpty();
        });
    }

    /**
     * One thing that there is once in a JVM.
     *
     * @param word what it is called in the log
     * @param get the present one
     * @param set puts one in its place
     * @param code puts one of the plugin's there
     * @param source the class of that
     */
    private record Default(
            String word, Supplier<Object> get, Consumer<Object> set, String code, String type, String body) {

        PluginJar plugin(String handler) {
            return doing(handler, code)
                    .source("demo.Own", "package demo; public class Own %s { %s }".formatted(type, body));
        }

        @Override
        public String toString() {
            return word;
        }
    }

    static Stream<Default> defaults() {
        return Stream.of(
                new Default(
                        "default uncaught-exception handler",
                        Thread::getDefaultUncaughtExceptionHandler,
                        value -> Thread.setDefaultUncaughtExceptionHandler((Thread.UncaughtExceptionHandler) value),
                        "Thread.setDefaultUncaughtExceptionHandler(new Own());",
                        "implements Thread.UncaughtExceptionHandler",
                        "public void uncaughtException(Thread thread, Throwable e) {}"),
                new Default(
                        "default Authenticator",
                        Authenticator::getDefault,
                        value -> Authenticator.setDefault((Authenticator) value),
                        "java.net.Authenticator.setDefault(new Own());",
                        "extends java.net.Authenticator",
                        ""),
                new Default(
                        "default ProxySelector",
                        ProxySelector::getDefault,
                        value -> ProxySelector.setDefault((ProxySelector) value),
                        "java.net.ProxySelector.setDefault(new Own());",
                        "extends java.net.ProxySelector",
                        """
                        public java.util.List<java.net.Proxy> select(java.net.URI uri) {
                            return java.util.List.of(java.net.Proxy.NO_PROXY);
                        }
                        public void connectFailed(java.net.URI uri, java.net.SocketAddress at, java.io.IOException e) {}
                        """),
                new Default(
                        "default CookieHandler",
                        CookieHandler::getDefault,
                        value -> CookieHandler.setDefault((CookieHandler) value),
                        "java.net.CookieHandler.setDefault(new Own());",
                        "extends java.net.CookieManager",
                        ""),
                new Default(
                        "default ResponseCache",
                        ResponseCache::getDefault,
                        value -> ResponseCache.setDefault((ResponseCache) value),
                        "java.net.ResponseCache.setDefault(new Own());",
                        "extends java.net.ResponseCache",
                        """
                        public java.net.CacheResponse get(
                                java.net.URI uri, String method, java.util.Map<String, java.util.List<String>> fields) {
                            return null;
                        }
                        public java.net.CacheRequest put(java.net.URI uri, java.net.URLConnection connection) { return null; }
                        """),
                new Default(
                        "file name map of URLConnection",
                        URLConnection::getFileNameMap,
                        value -> URLConnection.setFileNameMap((java.net.FileNameMap) value),
                        "java.net.URLConnection.setFileNameMap(new Own());",
                        "implements java.net.FileNameMap",
                        "public String getContentTypeFor(String file) { return \"text/plain\"; }"),
                new Default(
                        "default HostnameVerifier",
                        HttpsURLConnection::getDefaultHostnameVerifier,
                        value -> HttpsURLConnection.setDefaultHostnameVerifier((javax.net.ssl.HostnameVerifier) value),
                        "javax.net.ssl.HttpsURLConnection.setDefaultHostnameVerifier(new Own());",
                        "implements javax.net.ssl.HostnameVerifier",
                        "public boolean verify(String host, javax.net.ssl.SSLSession session) { return false; }"),
                new Default(
                        "default TimeZone",
                        TimeZone::getDefault,
                        value -> TimeZone.setDefault((TimeZone) value),
                        "TimeZone.setDefault(new Own());",
                        "extends java.util.SimpleTimeZone",
                        "public Own() { super(0, \"Own\"); }"),
                new Default(
                        "System.out",
                        () -> System.out,
                        value -> System.setOut((java.io.PrintStream) value),
                        "System.setOut(new Own());",
                        "extends java.io.PrintStream",
                        "public Own() { super(java.io.OutputStream.nullOutputStream()); }"),
                new Default(
                        "System.err",
                        () -> System.err,
                        value -> System.setErr((java.io.PrintStream) value),
                        "System.setErr(new Own());",
                        "extends java.io.PrintStream",
                        "public Own() { super(java.io.OutputStream.nullOutputStream()); }"),
                new Default(
                        "System.in",
                        () -> System.in,
                        value -> System.setIn((java.io.InputStream) value),
                        "System.setIn(new Own());",
                        "extends java.io.InputStream",
                        "public int read() { return -1; }"));
    }

    private void keep(Default one) {
        var before = one.get().get();
        undo.add(() -> one.set().accept(before));
    }

    @ParameterizedTest
    @MethodSource("defaults")
    void putsBackWhatWasThereBeforeThePlugin(Default one) {
        keep(one);
        var before = one.get().get();

        assertTaken(one.plugin("left"), one.word() + " demo.Own");

        assertThat(one.get().get()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("defaults")
    void putsBackTheServersWhereAPluginWasReplaced(Default one) {
        keep(one);
        var before = one.get().get();
        var jar = one.plugin("left").write(folder.resolve("left.jar"));
        try (var forge = start()) {
            for (int i = 0; i < 3; i++) {
                forge.plugins().load(jar);
            }
            assertThat(one.get().get().getClass().getName()).isEqualTo("demo.Own");
            forge.plugins().unload(jar);

            // The older ones are unloaded in the background.
            Latches.awaitUntil(() -> Objects.equals(one.get().get(), before));
            assertNothingIsRetained(forge);
        }
    }

    @ParameterizedTest
    @MethodSource("defaults")
    void putsBackThatOfAnotherPluginThatIsStillThere(Default one) {
        keep(one);
        var before = one.get().get();
        var first = one.plugin("first").write(folder.resolve("first.jar"));
        var second = one.plugin("second").write(folder.resolve("second.jar"));
        try (var forge = start()) {
            forge.plugins().load(first);
            var ofTheFirst = one.get().get();
            forge.plugins().load(second);
            forge.plugins().unload(second);
            assertThat(one.get().get().getClass()).isSameAs(ofTheFirst.getClass());
            forge.plugins().load(second);
            ofTheFirst = null;
            forge.plugins().unload(first);
            assertThat(one.get().get().getClass().getName()).isEqualTo("demo.Own");
            forge.plugins().unload(second);

            assertThat(one.get().get()).isEqualTo(before);
            assertNothingIsRetained(forge);
        }
    }

    @Test
    void leavesAloneWhatTheApplicationHasSetSince() {
        var before = CookieHandler.getDefault();
        undo.add(() -> CookieHandler.setDefault(before));
        var jar = doing("left", "java.net.CookieHandler.setDefault(new java.net.CookieManager() {});")
                .write(folder.resolve("left.jar"));
        try (var forge = start()) {
            forge.plugins().load(jar);
            var own = new CookieManager();
            CookieHandler.setDefault(own);
            forge.plugins().unload(jar);

            assertThat(CookieHandler.getDefault()).isSameAs(own);
        }
    }

    @Test
    void takesOutWhatAPluginHasSetWhoseLoadFailed() {
        var before = CookieHandler.getDefault();
        undo.add(() -> CookieHandler.setDefault(before));
        for (String place : new String[] {"constructor", "create"}) {
            var jar = new PluginJar()
                    .source("demo.Factory", """
                            package demo;
                            import io.forge.api.*;
                            public class Factory implements HandlerFactory {
                                public Factory() { act("constructor"); }
                                public String name() { return "left"; }
                                public Handler<?, ?> create(HandlerContext context) {
                                    act("create");
                                    return Handler.unary(String.class, String.class, (text, call) -> text);
                                }
                                private static void act(String place) {
                                    if (place.equals("%s")) {
                                        java.net.CookieHandler.setDefault(new java.net.CookieManager() {});
                                        throw new IllegalStateException("failed");
                                    }
                                }
                            }
                            """.formatted(place))
                    .offering("demo.Factory")
                    .write(folder.resolve("left.jar"));
            try (var forge = start()) {
                // Nothing is loaded where the constructor fails; a plugin whose handler fails is there, and says why.
                var thrown = catchThrowable(() -> forge.plugins().load(jar));
                String told = thrown == null ? forge.plugins().all().toString() : thrown.getMessage();
                assertThat(told).contains("failed");
                forge.plugins().unload(jar);

                assertThat(CookieHandler.getDefault()).isSameAs(before);
            }
        }
    }

    @Test
    void takesOutImageReadersSoThatOthersCanReadOn() throws Exception {
        assertTaken(
                doing("left", """
                                javax.imageio.spi.IIORegistry.getDefaultInstance().registerServiceProvider(new OwnSpi());
                                """)
                        .source("demo.OwnSpi", """
                        package demo;
                        import javax.imageio.*;
                        import javax.imageio.spi.*;
                        public class OwnSpi extends ImageReaderSpi {
                            public OwnSpi() {
                                super("demo", "1", new String[] {"demo"}, new String[] {"demo"}, new String[] {"image/demo"},
                                        "demo.Reader", STANDARD_INPUT_TYPE, null, false, null, null, null, null,
                                        false, null, null, null, null);
                            }
                            public boolean canDecodeInput(Object source) { return Late.decode(); }
                            public ImageReader createReaderInstance(Object extension) { return null; }
                            public String getDescription(java.util.Locale locale) { return "demo"; }
                        }
                        """)
                        .source("demo.Late", "package demo; class Late { static boolean decode() { return false; } }"),
                "ImageIO provider demo.OwnSpi");

        var png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB), "png", png);
        assertThat(ImageIO.read(new ByteArrayInputStream(png.toByteArray()))).isNotNull();
        IIORegistry.getDefaultInstance()
                .getServiceProviders(ImageReaderSpi.class, false)
                .forEachRemaining(spi -> assertThat(spi.getClass().getName()).doesNotStartWith("demo."));
    }

    @Test
    void letsGoOfWhoeverDraws() {
        assertRetainsNothing(doing("left", """
                        var image = new java.awt.image.BufferedImage(2, 2, java.awt.image.BufferedImage.TYPE_INT_RGB);
                        var graphics = image.createGraphics();
                        graphics.drawLine(0, 0, 1, 1);
                        graphics.dispose();
                        """));
    }

    @Test
    void takesOutSecurityProviders() {
        assertTaken(
                doing(
                                "left",
                                "java.security.Security.insertProviderAt(new Own(), 1); java.security.MessageDigest.getInstance(\"OWN\");")
                        .source("demo.Own", """
                        package demo;
                        public class Own extends java.security.Provider {
                            public Own() {
                                super("Own", "1", "demo");
                                put("MessageDigest.OWN", Digest.class.getName());
                            }
                        }
                        """)
                        .source("demo.Digest", """
                        package demo;
                        public class Digest extends java.security.MessageDigestSpi {
                            protected void engineUpdate(byte b) {}
                            protected void engineUpdate(byte[] b, int from, int length) {}
                            protected byte[] engineDigest() { return new byte[0]; }
                            protected void engineReset() {}
                        }
                        """),
                "security provider demo.Own");

        assertThat(Security.getProvider("Own")).isNull();
    }

    @Test
    void takesOutMBeansAndLeavesThoseOfOthers() throws Exception {
        var server = ManagementFactory.getPlatformMBeanServer();
        int before = server.getMBeanCount();
        assertTaken(
                doing("left", """
                                var server = java.lang.management.ManagementFactory.getPlatformMBeanServer();
                                server.registerMBean(new Own(), new javax.management.ObjectName("demo:type=Own"));
                                """)
                        .source(
                                "demo.Own",
                                "package demo; public class Own implements OwnMBean { public int getSize() { return 1; } }")
                        .source("demo.OwnMBean", "package demo; public interface OwnMBean { int getSize(); }"),
                "MBean demo:type=Own");

        assertThat(server.isRegistered(new ObjectName("demo:type=Own"))).isFalse();
        assertThat(server.getMBeanCount()).isEqualTo(before);
    }

    @Test
    void takesOutJdbcDriversThatNoServiceFileNames() {
        assertTaken(
                doing("left", "java.sql.DriverManager.registerDriver(new OwnDriver());")
                        .source("demo.OwnDriver", """
                        package demo;
                        import java.sql.*;
                        import java.util.Properties;
                        public class OwnDriver implements Driver {
                            public Connection connect(String url, Properties info) { return null; }
                            public boolean acceptsURL(String url) { return false; }
                            public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) { return null; }
                            public int getMajorVersion() { return 1; }
                            public int getMinorVersion() { return 0; }
                            public boolean jdbcCompliant() { return false; }
                            public java.util.logging.Logger getParentLogger() { return null; }
                        }
                        """),
                "JDBC driver demo.OwnDriver");
    }

    @Test
    void takesOutHandlersAndFiltersOfJavaUtilLogging() {
        var root = java.util.logging.Logger.getLogger("");
        var before = root.getHandlers();
        var ofTheServer = new ConsoleHandler();
        root.addHandler(ofTheServer);
        undo.add(() -> root.removeHandler(ofTheServer));
        assertTaken(
                doing("left", """
                                java.util.logging.Logger.getLogger("").addHandler(new Own());
                                var handlers = java.util.logging.Logger.getLogger("").getHandlers();
                                handlers[handlers.length - 2].setFormatter(new OwnFormatter());
                                handlers[handlers.length - 2].setFilter(new OwnFilter());
                                java.util.logging.Logger.getLogger("").setFilter(new OwnFilter());
                                """)
                        .source("demo.Own", """
                        package demo;
                        public class Own extends java.util.logging.Handler {
                            public void publish(java.util.logging.LogRecord line) {}
                            public void flush() {}
                            public void close() {}
                        }
                        """)
                        .source("demo.OwnFilter", """
                        package demo;
                        public class OwnFilter implements java.util.logging.Filter {
                            public boolean isLoggable(java.util.logging.LogRecord line) { return true; }
                        }
                        """)
                        .source("demo.OwnFormatter", """
                        package demo;
                        public class OwnFormatter extends java.util.logging.Formatter {
                            public String format(java.util.logging.LogRecord line) { return ""; }
                        }
                        """),
                "logging handler demo.Own, logging formatter demo.OwnFormatter, logging filter demo.OwnFilter,"
                        + " logging filter demo.OwnFilter");

        assertThat(root.getHandlers()).hasSize(before.length + 1).contains(ofTheServer);
        assertThat(ofTheServer.getFormatter()).isInstanceOf(SimpleFormatter.class);
        assertThat(ofTheServer.getFilter()).isNull();
        assertThat(root.getFilter()).isNull();
    }

    @Test
    void putsTheJdksSocketFactoryInPlaceOfThePlugins() {
        assertTaken(
                doing("left", "javax.net.ssl.HttpsURLConnection.setDefaultSSLSocketFactory(new Own());")
                        .source("demo.Own", """
                        package demo;
                        import java.net.*;
                        public class Own extends javax.net.ssl.SSLSocketFactory {
                            public String[] getDefaultCipherSuites() { return new String[0]; }
                            public String[] getSupportedCipherSuites() { return new String[0]; }
                            public Socket createSocket(Socket to, String host, int port, boolean close) { return to; }
                            public Socket createSocket(String host, int port) { return new Socket(); }
                            public Socket createSocket(String host, int port, InetAddress from, int fromPort) {
                                return new Socket();
                            }
                            public Socket createSocket(InetAddress host, int port) { return new Socket(); }
                            public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) {
                                return new Socket();
                            }
                        }
                        """),
                "default SSLSocketFactory demo.Own");

        assertThat(HttpsURLConnection.getDefaultSSLSocketFactory().getClass().getName())
                .doesNotStartWith("demo.");
    }

    @Test
    void takesOutObjectsAmongTheSystemProperties() {
        assertTaken(
                doing("left", """
                                System.getProperties().put("demo.own", new Own());
                                System.setProperty("demo.text", "stays");
                                """).source("demo.Own", "package demo; public class Own {}"), "system property demo.own");

        assertThat(System.getProperty("demo.text")).isEqualTo("stays");
        System.clearProperty("demo.text");
    }

    @Test
    void letsGoOfResourceBundlesAndBeans() {
        assertRetainsNothing(doing("left", """
                        ResourceBundle.getBundle("demo.Words", Locale.ROOT, Own.class.getClassLoader());
                        java.beans.Introspector.getBeanInfo(Own.class);
                        """)
                .source("demo.Own", "package demo; public class Own { public int getSize() { return 1; } }")
                .entry("demo/Words.properties", "hello=Hello"));
    }

    @Test
    void letsGoOfThreadsOfTheCommonPool() {
        assertRetainsNothing(doing("left", """
                        java.util.concurrent.CompletableFuture.runAsync(() -> {
                            Thread.currentThread().setContextClassLoader(Factory.class.getClassLoader());
                        }).join();
                        """));
    }

    private void assertRetainsNothing(PluginJar plugin) {
        var jar = plugin.write(folder.resolve("left.jar"));
        try (var log = Log.capture();
                var forge = start()) {
            forge.plugins().load(jar);
            assertThat(Client.ask(forge, "/left", "x").body()).isEqualTo("x");
            forge.plugins().unload(jar);

            assertNothingIsRetained(forge);
            assertThat(log.messages(Level.WARN)).isEmpty();
        }
    }
}
