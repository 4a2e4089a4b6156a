package io.forge.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.forge.Forge;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What a system that reads the metrics of a server finds, at one moment. */
final class Scrape {

    private static final Pattern TYPE = Pattern.compile("# TYPE (\\S+) (\\S+)");
    private static final Pattern SAMPLE = Pattern.compile("(\\S+?(?:\\{.*})?) (\\S+)");

    private final Map<String, String> types = new HashMap<>();
    private final Map<String, Double> samples = new HashMap<>();

    private Scrape() {}

    static Scrape of(Forge forge) {
        return of(UTF_8.decode(forge.metrics("").orElseThrow().bytes()).toString());
    }

    static Scrape of(String text) {
        var scrape = new Scrape();
        text.lines().forEach(scrape::read);
        return scrape;
    }

    private void read(String line) {
        var type = TYPE.matcher(line);
        var sample = SAMPLE.matcher(line);
        if (type.matches()) {
            types.put(type.group(1), type.group(2));
        } else if (!line.startsWith("#") && sample.matches()) {
            samples.put(sample.group(1), Double.parseDouble(sample.group(2)));
        }
    }

    /** What a metric is, by its name. */
    Map<String, String> types() {
        return types;
    }

    /** The names of all series, with their labels in the order of the alphabet. */
    Set<String> series() {
        return new TreeSet<>(samples.keySet());
    }

    /** Those of Forge: others of the JVM come with its first collection. */
    Set<String> ownSeries() {
        var own = series();
        own.removeIf(name -> !name.startsWith("forge_"));
        return own;
    }

    /** The value of one series; 0 where there is none. */
    double value(String series) {
        return samples.getOrDefault(series, 0.0);
    }
}
