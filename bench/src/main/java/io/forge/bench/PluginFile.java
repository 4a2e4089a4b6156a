package io.forge.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.forge.api.HandlerFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** Makes the files of plugins that serve {@code /version}. */
final class PluginFile {

    private PluginFile() {}

    /** A JAR with a factory, the classes in it, and a version. */
    static byte[] jar(Class<? extends HandlerFactory> factory, int version) throws IOException {
        var classes = new ArrayList<Class<?>>(List.of(factory.getDeclaredClasses()));
        classes.add(factory);
        var bytes = new ByteArrayOutputStream();
        try (var jar = new JarOutputStream(bytes)) {
            for (var each : classes) {
                String name = each.getName().replace('.', '/') + ".class";
                try (var content = resource("/" + name)) {
                    put(jar, name, content.readAllBytes());
                }
            }
            put(
                    jar,
                    "META-INF/services/" + HandlerFactory.class.getName(),
                    factory.getName().getBytes(UTF_8));
            put(jar, "version", Integer.toString(version).getBytes(US_ASCII));
        }
        return bytes.toByteArray();
    }

    private static void put(JarOutputStream jar, String name, byte[] content) throws IOException {
        jar.putNextEntry(new JarEntry(name));
        jar.write(content);
        jar.closeEntry();
    }

    /** A source file, {@code Shout.java}, that answers with a version. */
    static byte[] source(int version) throws IOException {
        try (var template = resource("Shout.java.txt")) {
            String text = new String(template.readAllBytes(), UTF_8);
            return text.replace("VERSION", Integer.toString(version)).getBytes(UTF_8);
        }
    }

    private static InputStream resource(String name) throws IOException {
        var resource = PluginFile.class.getResourceAsStream(name);
        if (resource == null) {
            throw new IOException("The bench lacks %s: build it anew".formatted(name));
        }
        return resource;
    }
}
