package io.forge.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.forge.api.HandlerFactory;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** A JAR with what a test compiles, such as a plugin. */
public final class PluginJar {

    /** What was compiled before: most tests want the same few plugins, and the compiler takes longer than they do. */
    private static final Map<Map<String, String>, Map<String, byte[]>> COMPILED = new ConcurrentHashMap<>();

    private final Map<String, String> sources = new LinkedHashMap<>();
    private final Map<String, byte[]> entries = new LinkedHashMap<>();
    private final List<Path> libraries = new ArrayList<>();
    private final List<String> left = new ArrayList<>();
    private final Manifest manifest = new Manifest();

    public PluginJar() {
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    }

    /**
     * A plugin with one handler, offered by class {@code demo.Factory}.
     *
     * @param create the body of {@code create}
     */
    public static PluginJar serving(String handler, String create) {
        return new PluginJar()
                .source("demo.Factory", """
                        package demo;
                        import io.forge.api.*;
                        import java.util.*;
                        public class Factory implements HandlerFactory {
                            public String name() { return "%s"; }
                            public Handler<?, ?> create(HandlerContext context) throws Exception { %s }
                        }
                        """.formatted(handler, create))
                .offering("demo.Factory");
    }

    /** A plugin whose handler takes a text and answers one. */
    public static PluginJar answering(String handler, String expression) {
        return serving(
                handler, "return Handler.unary(String.class, String.class, (text, call) -> %s);".formatted(expression));
    }

    public PluginJar source(String className, String code) {
        sources.put(className, code);
        return this;
    }

    /** Names factories in the service file. */
    public PluginJar offering(String... factories) {
        return entry("META-INF/services/" + HandlerFactory.class.getName(), String.join("\n", factories));
    }

    public PluginJar entry(String name, String text) {
        entries.put(name, text.getBytes(UTF_8));
        return this;
    }

    public PluginJar attribute(String name, String value) {
        manifest.getMainAttributes().putValue(name, value);
        return this;
    }

    /** A JAR to compile against, which this one does not contain. */
    public PluginJar against(Path jar) {
        libraries.add(jar);
        return this;
    }

    /** Leaves a compiled class out. */
    public PluginJar without(String className) {
        left.add(className.replace('.', '/') + ".class");
        return this;
    }

    /** Compiles and writes it. */
    public Path write(Path jar) {
        try {
            Files.createDirectories(jar.getParent());
            var classes = classes();
            try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
                for (var entry : entries.entrySet()) {
                    write(out, entry.getKey(), entry.getValue());
                }
                for (var entry : classes.entrySet()) {
                    if (!left.contains(entry.getKey())) {
                        write(out, entry.getKey(), entry.getValue());
                    }
                }
            }
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Says of a compiled class that it is for another Java: in its seventh and eighth byte. */
    public static void setClassVersion(Path jar, String entry, int version) throws IOException {
        try (var files = FileSystems.newFileSystem(jar)) {
            var file = files.getPath(entry);
            byte[] bytes = Files.readAllBytes(file);
            bytes[6] = (byte) (version >> 8);
            bytes[7] = (byte) version;
            Files.write(file, bytes);
        }
    }

    private static void write(JarOutputStream out, String name, byte[] bytes) throws IOException {
        out.putNextEntry(new JarEntry(name));
        out.write(bytes);
        out.closeEntry();
    }

    /** The class files by their names in the JAR. */
    private Map<String, byte[]> classes() throws IOException {
        if (!libraries.isEmpty()) {
            return compile(); // A library may change from one test to the next.
        }
        var known = COMPILED.get(sources);
        if (known != null) {
            return known;
        }
        var classes = compile();
        COMPILED.put(Map.copyOf(sources), classes);
        return classes;
    }

    private Map<String, byte[]> compile() throws IOException {
        if (sources.isEmpty()) {
            return Map.of();
        }
        var folder = Files.createTempDirectory("plugin-jar");
        var classPath = new StringBuilder(System.getProperty("java.class.path"));
        libraries.forEach(jar -> classPath.append(File.pathSeparator).append(jar));
        var options = List.of("-d", folder.toString(), "-cp", classPath.toString(), "-proc:none", "--release", "17");
        var messages = new StringWriter();
        var units = sources.entrySet().stream()
                .map(source -> new SourceText(source.getKey(), source.getValue()))
                .toList();
        if (!ToolProvider.getSystemJavaCompiler()
                .getTask(messages, null, null, options, null, units)
                .call()) {
            throw new AssertionError("The test's plugin does not compile: " + messages);
        }
        return takeAll(folder);
    }

    private static Map<String, byte[]> takeAll(Path folder) throws IOException {
        var taken = new TreeMap<String, byte[]>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                if (Files.isRegularFile(file)) {
                    taken.put(folder.relativize(file).toString(), Files.readAllBytes(file));
                }
                Files.delete(file);
            }
        }
        return taken;
    }
}
