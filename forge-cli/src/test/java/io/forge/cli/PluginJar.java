package io.forge.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.forge.api.HandlerFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** A plugin made of one of the tests' factories. */
final class PluginJar {

    private PluginJar() {}

    /** Writes a JAR with a factory, which must be a single class. */
    static void write(Path jar, Class<? extends HandlerFactory> factory) throws IOException {
        String entry = factory.getName().replace('.', '/') + ".class";
        try (var out = new JarOutputStream(Files.newOutputStream(jar));
                var code = factory.getResourceAsStream("/" + entry)) {
            out.putNextEntry(new JarEntry(entry));
            out.write(code.readAllBytes());
            out.putNextEntry(new JarEntry("META-INF/services/" + HandlerFactory.class.getName()));
            out.write(factory.getName().getBytes(UTF_8));
        }
    }
}
