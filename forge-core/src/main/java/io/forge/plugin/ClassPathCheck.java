package io.forge.plugin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLDecoder;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Refuses JARs that have classes loaded from elsewhere than the plugin's folder, of which there is no copy.
 *
 * @param name what the JAR is called in messages
 */
record ClassPathCheck(String name) {

    private static final String CLASS_PATH = "the Class-Path of its manifest";

    /** What Java reads instead of the class path, up to 17. */
    private static final String INDEX = "META-INF/INDEX.LIST";

    private static final int MAX_INDEX = 1 << 20;

    private static final Pattern SPACE = Pattern.compile("\\s+");

    /** What is absolute on some system. */
    private static final Pattern ABSOLUTE = Pattern.compile("/.*|[A-Za-z]:/.*", Pattern.DOTALL);

    private static final char UNDECODABLE = '\uFFFD';

    /** Stands for the folder with the copies. */
    private static final String FOLDER = "plugin";

    void check(JarFile jar) throws IOException, PluginLoadException {
        var manifest = jar.getManifest();
        if (manifest != null) {
            var classPath = Optional.ofNullable(manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH));
            refuse(SPACE.splitAsStream(classPath.orElse("")), CLASS_PATH, "Class-Path");
        }
        refuse(index(jar).stream(), INDEX, INDEX);
    }

    /** The JARs that an index names, each on a line of its own, followed by the packages in it. */
    private static List<String> index(JarFile jar) throws IOException {
        var entry = jar.getEntry(INDEX);
        if (entry == null) {
            return List.of();
        }
        try (var in = jar.getInputStream(entry)) {
            return new String(in.readNBytes(MAX_INDEX), UTF_8)
                    .lines()
                    .filter(PluginFiles::isJar)
                    .toList();
        }
    }

    private void refuse(Stream<String> entries, String where, String list) throws PluginLoadException {
        var leadsOut = entries.filter(entry -> !entry.isEmpty())
                .filter(ClassPathCheck::leadsOut)
                .findFirst();
        if (leadsOut.isPresent()) {
            throw new PluginLoadException(
                    "%s has '%s' in %s, which leads out of the plugin's folder: put that JAR beside it, and its name into %s, or remove the entry"
                            .formatted(name, leadsOut.get().replaceAll("\\p{Cntrl}", "?"), where, list));
        }
    }

    /** Read as the JDK does, which takes entries for URLs; what it cannot read might lead anywhere. */
    private static boolean leadsOut(String entry) {
        try {
            var url = new URL(new URL("file:/%s/plugin.jar".formatted(FOLDER)), entry);
            return ABSOLUTE.matcher(decode(entry)).matches()
                    || !url.getProtocol().equals("file")
                    || !url.getHost().isEmpty()
                    || !Path.of(decode(url.getFile()).replaceFirst("/", ""))
                            .normalize()
                            .startsWith(FOLDER);
        } catch (MalformedURLException | IllegalArgumentException e) {
            return true;
        }
    }

    /** A path with the separators of one system, as it is after one round of decoding. */
    private static String decode(String part) {
        String decoded = URLDecoder.decode(part.replace("+", "%2B"), UTF_8).replace('\\', '/');
        if (decoded.indexOf(UNDECODABLE) >= 0) {
            throw new IllegalArgumentException("not in UTF-8");
        }
        return decoded;
    }
}
