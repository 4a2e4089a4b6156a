package io.forge.config;

import java.util.regex.Pattern;

/** Knows by its name which key holds a secret: its value appears in no message and no listing. */
public final class Secrets {

    /** What stands in place of a secret. */
    public static final String MASK = "***";

    private static final Pattern SECRET = Pattern.compile(
            "(.*[-_.])?(password|passphrase|secret|token|credentials?|(api|private|access|secret)-?key)s?");

    private Secrets() {}

    /**
     * Whether a key's value must not be shown.
     *
     * @param key with or without its sections, in any case, such as {@code handlers.mail.config.api-key}
     */
    public static boolean isSecret(String key) {
        return SECRET.matcher(key.toLowerCase(java.util.Locale.ROOT)).matches();
    }
}
