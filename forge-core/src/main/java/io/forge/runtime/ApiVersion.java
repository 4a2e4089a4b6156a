package io.forge.runtime;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of what plugins are written against.
 *
 * @param major counts what breaks plugins
 * @param minor counts what only adds
 */
public record ApiVersion(int major, int minor) implements Comparable<ApiVersion> {

    /** What this server has; raised together with the version of forge-api. */
    public static final ApiVersion SERVED = new ApiVersion(0, 1);

    /** The attribute of a JAR's manifest that says what it was built for. */
    public static final String ATTRIBUTE = "Forge-Api";

    private static final Pattern FORM = Pattern.compile("(\\d{1,6})\\.(\\d{1,6})(\\D.*)?");

    /** Reads {@code 0.1}, and what a build has, such as {@code 0.1.0-SNAPSHOT}. */
    public static Optional<ApiVersion> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(new ApiVersion(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
                : Optional.empty();
    }

    @Override
    public int compareTo(ApiVersion other) {
        return Comparator.comparingInt(ApiVersion::major)
                .thenComparingInt(ApiVersion::minor)
                .compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
