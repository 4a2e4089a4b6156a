package io.forge.plugin;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.forge.api.HandlerFactory;
import io.forge.api.HandlerSource;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;

/** What has become of one source file: classes, of which one makes handlers. */
final class CompiledSource {

    private final SourceFile source;
    private final Map<String, byte[]> classes;
    private final ClassLoader server;

    /**
     * Classes that nothing has looked at yet.
     *
     * @param classes by name
     * @param server has the shared packages
     */
    CompiledSource(SourceFile source, Map<String, byte[]> classes, ClassLoader server) {
        this.source = source;
        this.classes = classes;
        this.server = server;
    }

    /** Writes a JAR that offers the one class which makes handlers; from there on, it is a plugin like any other. */
    Path writeJar(Path folder) throws IOException, PluginLoadException {
        var offered = offered();
        var service = HandlerFactory.class.isAssignableFrom(offered) ? HandlerFactory.class : HandlerSource.class;
        var jar = folder.resolve(source.path().getFileName() + ".jar");
        try (var out = new JarOutputStream(Files.newOutputStream(jar, StandardOpenOption.CREATE_NEW))) {
            write(out, JarContents.fileOf(service), offered.getName().getBytes(UTF_8));
            for (var made : classes.entrySet()) {
                write(out, made.getKey().replace('.', '/') + ".class", made.getValue());
            }
        }
        return jar;
    }

    private static void write(JarOutputStream out, String name, byte[] bytes) throws IOException {
        out.putNextEntry(new JarEntry(name));
        out.write(bytes);
        out.closeEntry();
    }

    private Class<?> offered() throws PluginLoadException {
        var offered = load().stream().filter(CompiledSource::isOffered).toList();
        if (offered.isEmpty()) {
            throw new PluginLoadException(
                    "no class in it implements %s: write one that does".formatted(HandlerFactory.class.getName()));
        }
        if (offered.size() > 1) {
            throw new PluginLoadException(
                    "several classes in it make handlers (%s): leave one, and move each other into a file of its own"
                            .formatted(offered.stream().map(Class::getName).collect(Collectors.joining(", "))));
        }
        return offered.get(0);
    }

    /** None of their code runs here: a class that is loaded is not yet initialized. */
    private List<Class<?>> load() throws PluginLoadException {
        var loader = new Loader();
        var loaded = new ArrayList<Class<?>>();
        for (String name : classes.keySet()) {
            if (SharedPackages.haveClass(name)) {
                throw new PluginLoadException(
                        "its class %s is in a package of the server's: use another package".formatted(name));
            }
            try {
                loaded.add(Class.forName(name, false, loader));
            } catch (ClassNotFoundException | LinkageError e) {
                throw new PluginLoadException(
                        "its class %s cannot be loaded: %s".formatted(name, FailureMessages.of(e)), e);
            }
        }
        return loaded;
    }

    /** Whether it makes handlers, and has a name to be called by. */
    private static boolean isOffered(Class<?> type) {
        return (HandlerFactory.class.isAssignableFrom(type) || HandlerSource.class.isAssignableFrom(type))
                && !Modifier.isAbstract(type.getModifiers())
                && !type.isAnonymousClass()
                && !type.isLocalClass();
    }

    /** Loads the classes to look at them. */
    private final class Loader extends ClassLoader {

        Loader() {
            // No code runs that could load a library, or start a part of the JDK.
            super(new PluginClassLoader(
                    "", List.of(), Path.of(""), NativeJars.none(), new Surroundings(server, name -> {})));
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte[] bytes = classes.get(name);
            if (bytes == null) {
                throw new ClassNotFoundException(name);
            }
            return defineClass(name, bytes, 0, bytes.length);
        }
    }
}
