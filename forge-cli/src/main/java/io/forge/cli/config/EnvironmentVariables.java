package io.forge.cli.config;

import io.forge.config.ConfigKey;
import io.forge.config.ConfigProblem;
import io.forge.config.Node;
import io.forge.config.Node.Section;
import io.forge.config.Nodes;
import io.forge.config.Origin;
import io.forge.config.Overlay;
import io.forge.config.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The keys that are set by environment variables: {@code http.max-body} by {@code FORGE_HTTP_MAX_BODY}, and {@code
 * handlers.sleep.config.duration} by {@code FORGE_HANDLERS_SLEEP_CONFIG_DURATION}.
 *
 * @param section what they set
 * @param warnings those that begin with {@code FORGE_} and set nothing
 */
public record EnvironmentVariables(Section section, List<ConfigProblem> warnings) {

    private static final String PREFIX = "FORGE_";

    /** What the launcher reads, and {@link Configuration}. */
    private static final Set<String> NO_KEYS = Set.of("FORGE_JAVA_OPTS", "FORGE_CONFIG", "FORGE_CACHE");

    /** What Kubernetes sets in every container beside a Service that is named forge. */
    private static final Pattern OF_A_SERVICE = Pattern.compile(
            "FORGE_SERVICE_HOST|FORGE_SERVICE_PORT(_.+)?|FORGE_PORT(_\\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)?");

    /** What is in an environment. */
    public static EnvironmentVariables of(Map<String, String> environment) {
        var section = Section.EMPTY;
        var warnings = new ArrayList<ConfigProblem>();
        for (var variable : new TreeMap<>(environment).entrySet()) {
            String name = variable.getKey();
            boolean saysNothing = variable.getValue().isEmpty();
            if (!name.startsWith(PREFIX) || NO_KEYS.contains(name) || saysNothing) {
                continue;
            }
            var origin = Origin.of(name);
            var setting = ForgeFile.keys().stream()
                    .flatMap(key -> read(key, name, variable.getValue(), origin).stream())
                    .findFirst();
            if (setting.isPresent()) {
                section = Overlay.of(setting.get(), section);
            } else {
                warnings.add(new ConfigProblem(origin, whyNothing(name, variable.getValue())));
            }
        }
        return new EnvironmentVariables(section, List.copyOf(warnings));
    }

    /** What a variable sets if it is the one of this key. */
    private static Optional<Section> read(ConfigKey key, String name, String value, Origin origin) {
        var matcher = pattern(key).matcher(name);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String dotted = String.join(".", key.path());
        for (int i = 1; i <= matcher.groupCount(); i++) {
            String chosen = matcher.group(i).toLowerCase(Locale.ROOT).replace('_', '-');
            dotted = dotted.contains(ConfigKey.ANY)
                    ? dotted.replaceFirst(Pattern.quote(ConfigKey.ANY), Matcher.quoteReplacement(chosen))
                    : dotted + "." + chosen;
        }
        // What a key in a handler's own section asks for, the handler alone knows.
        var written =
                key.type() == Section.class ? new Node.Word(value, origin) : WrittenValue.of(key.type(), value, origin);
        return Optional.of(Nodes.at(dotted, written, origin));
    }

    /** The variable's name, with a group for each name that the user chooses. */
    private static Pattern pattern(ConfigKey key) {
        String form = key.path().stream()
                .map(name -> name.equals(ConfigKey.ANY) ? "(.+?)" : variable(name))
                .reduce((left, right) -> left + "_" + right)
                .orElseThrow();
        return Pattern.compile(PREFIX + form + (key.type() == Section.class ? "_(.+)" : ""));
    }

    private static String whyNothing(String name, String value) {
        if (OF_A_SERVICE.matcher(name).matches() && !value.matches("\\d+")) {
            return "Ignored: Kubernetes adds it for a Service named forge. Set enableServiceLinks: false in the pod, or"
                    + " FORGE_HTTP_HOST and FORGE_HTTP_PORT for Forge's own address";
        }
        var known = ForgeFile.keys().stream()
                .filter(key -> !key.path().contains(ConfigKey.ANY))
                .map(EnvironmentVariables::variableOf)
                .collect(Collectors.toCollection(ArrayList::new));
        known.addAll(NO_KEYS);
        return "This sets nothing"
                + flag(name)
                        .or(() -> Spelling.nearest(name, known))
                        .map(": did you mean %s?"::formatted)
                        .orElse(": forge-cli config lists the keys");
    }

    /** The variable of an option that sets a key of another name. */
    private static Optional<String> flag(String name) {
        return switch (name) {
            case "FORGE_HOST" -> Optional.of("FORGE_HTTP_HOST");
            case "FORGE_PORT" -> Optional.of("FORGE_HTTP_PORT");
            case "FORGE_DISPATCH" -> Optional.of("FORGE_DISPATCH_MODE");
            case "FORGE_HANDLERS" -> Optional.of("FORGE_SERVE");
            case "FORGE_PLUGINS" -> Optional.of("FORGE_PLUGINS_DIRECTORY");
            default -> Optional.empty();
        };
    }

    /** The variable that sets a key, such as {@code FORGE_HTTP_PORT}. */
    public static String variableOf(ConfigKey key) {
        return variableOf(key.name());
    }

    /** As {@link #variableOf(ConfigKey)}, of a key with its sections. */
    public static String variableOf(String key) {
        return PREFIX + variable(key);
    }

    /** The key that a variable sets. */
    public static Optional<String> keyOf(String variable) {
        return ForgeFile.keys().stream()
                .filter(key -> variableOf(key).equals(variable))
                .map(ConfigKey::name)
                .findFirst();
    }

    private static String variable(String name) {
        return name.toUpperCase(Locale.ROOT).replace('-', '_').replace('.', '_');
    }
}
