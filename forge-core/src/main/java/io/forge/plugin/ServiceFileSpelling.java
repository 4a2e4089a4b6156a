package io.forge.plugin;

import io.forge.api.HandlerFactory;
import io.forge.api.HandlerSource;
import io.forge.config.Spelling;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** Finds in a JAR the file that was meant to name its factories, but has another name or lies elsewhere. */
final class ServiceFileSpelling {

    private static final String META_INF = "meta-inf";

    /** What the last part of an entry's name may be meant to be, without regard to case, with the name that it must have. */
    private static final Map<String, String> MEANT = meant(false);

    /** The same of an entry somewhere below {@code META-INF}. */
    private static final Map<String, String> MEANT_IN_META_INF = meant(true);

    private ServiceFileSpelling() {}

    private static Map<String, String> meant(boolean withoutPackage) {
        var meant = new LinkedHashMap<String, String>();
        for (var service : new Class<?>[] {HandlerFactory.class, HandlerSource.class}) {
            meant.put(service.getName().toLowerCase(Locale.ROOT), JarContents.fileOf(service));
            if (withoutPackage) {
                meant.put(service.getSimpleName().toLowerCase(Locale.ROOT), JarContents.fileOf(service));
            }
        }
        return Map.copyOf(meant);
    }

    /**
     * What to do about it, where there is such a file.
     *
     * @param name what the JAR is called in messages
     */
    static Optional<String> hint(Path copy, String name) throws IOException {
        try (var jar = new JarFile(copy.toFile())) {
            return jar.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(JarEntry::getName)
                    .flatMap(entry -> meantBy(entry).stream()
                            .filter(right -> !right.equals(entry))
                            .map(right -> "rename the file %s in %s to %s"
                                    .formatted(entry.replaceAll("\\p{Cntrl}", "?"), name, right)))
                    .findFirst();
        }
    }

    private static Optional<String> meantBy(String entry) {
        String lower = entry.toLowerCase(Locale.ROOT);
        var meant = lower.contains(META_INF) ? MEANT_IN_META_INF : MEANT;
        return Spelling.nearest(lower.substring(lower.lastIndexOf('/') + 1), meant.keySet())
                .map(meant::get);
    }
}
