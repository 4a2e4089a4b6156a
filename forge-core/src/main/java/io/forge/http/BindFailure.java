package io.forge.http;

import java.net.BindException;

/** Says why an address cannot be had, and what to do. */
final class BindFailure {

    private BindFailure() {}

    static String inWords(HttpConfig config, BindException e) {
        String message = String.valueOf(e.getMessage());
        if (message.contains("in use")) {
            return "Port %s on %s is in use: stop what listens there or take another port"
                    .formatted(config.port(), config.host());
        }
        if (message.contains("ermission")) {
            return "Port %s needs rights that this process has not: take a port from 1024 on".formatted(config.port());
        }
        return "%s:%s cannot be listened on (%s): use an address of this machine"
                .formatted(config.host(), config.port(), message);
    }
}
