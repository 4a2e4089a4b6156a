package io.forge.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.forge.api.HandlerFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** A plugin made of one of the tests' factories. */
final class TestPlugin {

    private TestPlugin() {}

    /** Writes a JAR with a factory and further classes, none of which has classes inside of it that are not named. */
    static Path write(Path jar, Class<? extends HandlerFactory> factory, Class<?>... further) throws IOException {
        try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry("META-INF/services/" + HandlerFactory.class.getName()));
            out.write(factory.getName().getBytes(UTF_8));
            add(out, factory);
            for (var type : further) {
                add(out, type);
            }
        }
        return jar;
    }

    private static void add(JarOutputStream out, Class<?> type) throws IOException {
        String entry = type.getName().replace('.', '/') + ".class";
        try (var code = type.getResourceAsStream("/" + entry)) {
            out.putNextEntry(new JarEntry(entry));
            out.write(code.readAllBytes());
        }
    }
}
