package io.forge.http;

import java.nio.channels.UnsupportedAddressTypeException;

/** Says why an address cannot be had, and what to do. */
final class BindFailure {

    private BindFailure() {}

    static String inWords(HttpConfig config, Exception e) {
        String message = String.valueOf(e.getMessage());
        if (message.contains("in use")) {
            return "Port %s on %s is in use: stop what listens there, or use another port"
                    .formatted(config.port(), config.host());
        }
        if (message.contains("ermission")) {
            return "Port %s needs privileges that this process lacks: use a port from 1024 up".formatted(config.port());
        }
        if (e instanceof UnsupportedAddressTypeException || message.contains("family")) {
            return "%s cannot be listened on: this machine, or the JVM by -Djava.net.preferIPv4Stack, has no IPv6; use an IPv4 address"
                    .formatted(config.host());
        }
        return "%s:%s cannot be listened on (%s): use an address of this machine"
                .formatted(HostText.inUrl(config.host()), config.port(), message);
    }
}
