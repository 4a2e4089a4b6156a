package io.forge.http;

import io.forge.config.Between;

/**
 * Section {@code management}: the port for those who operate the server.
 *
 * @param host the address to listen on
 * @param port the port to listen on; 0 picks a free one, -1 opens none
 */
public record ManagementConfig(
        String host, @Between(min = "-1", max = "65535") int port) {

    /** Checks the host. */
    public ManagementConfig {
        HostText.whyNone(host).ifPresent(why -> {
            throw new IllegalArgumentException("'host' " + why);
        });
    }

    /** What holds where nothing is configured. */
    public static ManagementConfig defaults() {
        return new ManagementConfig("127.0.0.1", -1);
    }

    /** The same on another port. */
    public ManagementConfig withPort(int other) {
        return new ManagementConfig(host, other);
    }

    /** Whether there is to be such a port. */
    public boolean isOn() {
        return port >= 0;
    }
}
