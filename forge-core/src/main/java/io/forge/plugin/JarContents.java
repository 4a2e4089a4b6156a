package io.forge.plugin;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.forge.api.HandlerFactory;
import io.forge.api.HandlerSource;
import io.forge.runtime.ApiVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.zip.ZipException;

/**
 * What one JAR of a plugin says of itself, before any of its code runs.
 *
 * @param factories the classes that it offers as handler factories
 * @param sources the classes that it offers as handler sources
 * @param builtFor the Forge API that it was built for, as its manifest has it
 * @param version its own version, as its manifest has it
 * @param nativeStart the method that starts a library with native code, as its manifest has it
 */
record JarContents(
        List<String> factories,
        List<String> sources,
        Optional<String> builtFor,
        Optional<String> version,
        Optional<String> nativeStart) {

    private static final String SERVICES = "META-INF/services/";

    static final String FACTORIES = fileOf(HandlerFactory.class);

    private static final int MAX_SERVICE_FILE = 64 << 10;

    private static final Pattern CLASS_NAME = Pattern.compile("[\\p{javaJavaIdentifierPart}.]{1,500}");

    /** An absolute name, or a step to the folder above. */
    private static final Pattern LEADS_OUT = Pattern.compile("[/\\\\].*|[A-Za-z]:.*|(.*[/\\\\])?\\.\\.([/\\\\].*)?");

    /** The file of a JAR that names the classes of a service. */
    static String fileOf(Class<?> service) {
        return SERVICES + service.getName();
    }

    /**
     * Reads a JAR.
     *
     * @param copy the file to read
     * @param name what it is called in messages
     */
    static JarContents read(Path copy, String name) throws PluginLoadException {
        try (var jar = new JarFile(copy.toFile())) {
            checkNames(jar, name);
            var manifest = Optional.ofNullable(jar.getManifest()).map(Manifest::getMainAttributes);
            new ClassPathCheck(name).check(jar);
            return new JarContents(
                    services(jar, FACTORIES, name),
                    services(jar, fileOf(HandlerSource.class), name),
                    manifest.map(found -> found.getValue(ApiVersion.ATTRIBUTE)),
                    manifest.map(found -> found.getValue(Attributes.Name.IMPLEMENTATION_VERSION)),
                    manifest.map(found -> found.getValue(NativeStart.ATTRIBUTE)));
        } catch (ZipException e) {
            throw new PluginLoadException(
                    "%s is cut off, damaged, or still being copied (%s): copy it again"
                            .formatted(name, FailureMessages.of(e)),
                    e);
        } catch (IOException | RuntimeException e) { // A damaged entry can be either.
            throw new PluginLoadException(
                    "%s cannot be read (%s): build it again".formatted(name, FailureMessages.of(e)), e);
        }
    }

    private static void checkNames(JarFile jar, String name) throws PluginLoadException {
        for (var entries = jar.entries(); entries.hasMoreElements(); ) {
            String entry = entries.nextElement().getName();
            if (LEADS_OUT.matcher(entry).matches()) {
                throw new PluginLoadException("%s has an entry '%s', which leads out of the JAR: build it again"
                        .formatted(name, entry.replaceAll("\\p{Cntrl}", "?")));
            }
        }
    }

    private static List<String> services(JarFile jar, String entryName, String name)
            throws IOException, PluginLoadException {
        var entry = jar.getEntry(entryName);
        if (entry == null) {
            return List.of();
        }
        List<String> classes;
        try (var in = jar.getInputStream(entry)) {
            classes = new String(in.readNBytes(MAX_SERVICE_FILE), UTF_8)
                    .lines()
                    .map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .distinct()
                    .toList();
        }
        if (!classes.stream().allMatch(line -> CLASS_NAME.matcher(line).matches())) {
            throw new PluginLoadException(
                    "%s in %s has a line that is not the name of a class: correct it".formatted(entryName, name));
        }
        return classes;
    }

    /** Refuses a JAR that was built for a newer Forge than this one. */
    void checkApi() throws PluginLoadException {
        if (builtFor.isEmpty()) {
            return;
        }
        var needed = ApiVersion.parse(builtFor.get())
                .orElseThrow(() -> new PluginLoadException("%s in its manifest must be a version such as %s but is '%s'"
                        .formatted(ApiVersion.ATTRIBUTE, ApiVersion.SERVED, builtFor.get())));
        if (needed.compareTo(ApiVersion.SERVED) > 0) {
            throw new PluginLoadException("it was built for Forge API %s, this server has %s: upgrade the server"
                    .formatted(needed, ApiVersion.SERVED));
        }
    }
}
