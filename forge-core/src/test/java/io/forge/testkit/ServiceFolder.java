package io.forge.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/** A folder on a class path of its own that names services. */
public final class ServiceFolder {

    private final Path folder;

    public ServiceFolder(Path folder) {
        this.folder = folder;
    }

    public ServiceFolder offer(Class<?> service, Class<?>... providers) throws IOException {
        var file = folder.resolve("META-INF/services").resolve(service.getName());
        Files.createDirectories(file.getParent());
        Files.writeString(file, Arrays.stream(providers).map(Class::getName).collect(Collectors.joining("\n")), UTF_8);
        return this;
    }

    public URLClassLoader loader() throws IOException {
        return new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, Thread.currentThread().getContextClassLoader());
    }
}
