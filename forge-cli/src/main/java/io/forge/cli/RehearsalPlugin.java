package io.forge.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.forge.api.HandlerSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A plugin that serves a model with a library of its own, made of classes that are here anyway. */
final class RehearsalPlugin {

    private RehearsalPlugin() {}

    /** Writes it into a plugins folder. */
    static void writeTo(Path plugins) throws IOException {
        var natives =
                Files.createDirectories(plugins.resolve(RehearsalSource.NAME).resolve("native"));
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Forge-Native-Start", RehearsalLibrary.class.getName() + ".start");
        try (var jar = newJar(natives.resolveSibling("plugin.jar"), manifest)) {
            jar.putNextEntry(new JarEntry("META-INF/services/" + HandlerSource.class.getName()));
            jar.write(RehearsalSource.class.getName().getBytes(UTF_8));
            for (var type : List.of(RehearsalSource.class, RehearsalSource.Config.class)) {
                add(type, jar);
            }
        }
        try (var jar = newJar(natives.resolve("library.jar"), new Manifest())) {
            add(RehearsalLibrary.class, jar);
        }
    }

    private static JarOutputStream newJar(Path file, Manifest manifest) throws IOException {
        return new JarOutputStream(Files.newOutputStream(file), manifest);
    }

    private static void add(Class<?> type, JarOutputStream jar) throws IOException {
        String file = type.getName().replace('.', '/') + ".class";
        jar.putNextEntry(new JarEntry(file));
        try (var in = requireNonNull(type.getResourceAsStream("/" + file), file)) {
            in.transferTo(jar);
        }
    }
}
