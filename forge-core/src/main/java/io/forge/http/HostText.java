package io.forge.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads a host as an operator writes it: a name, an IPv4 address, or an IPv6 address with or without brackets. */
final class HostText {

    /** A space is left to whoever resolves names, to whom it is unknown. */
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_]([\\p{L}\\p{N}_. -]*[\\p{L}\\p{N}_.])?");

    /** Without leading zeros, which some take for octal. */
    private static final Pattern IPV4 =
            Pattern.compile("(%1$s\\.){3}%1$s".formatted("(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)"));

    private static final Pattern DIGITS_AND_DOTS = Pattern.compile("[\\d.]+");

    private static final Pattern WITH_SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://([^/?#]*).*", Pattern.DOTALL);

    private static final Pattern WITH_PORT = Pattern.compile("(\\[[^\\]]*]|[^:\\[\\]]+):(\\d{1,5})");

    private static final int LONGEST_NAME = 253;

    private HostText() {}

    /** The host without brackets. */
    static String bare(String text) {
        return text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
    }

    /** The host as it stands in a URL. */
    static String inUrl(String text) {
        String bare = bare(text);
        return bare.contains(":") ? "[%s]".formatted(bare) : bare;
    }

    /** Why a text is no host, and what to write, to be put behind the key; empty if it is one. */
    static Optional<String> whyNone(String text) {
        if (isHost(text)) {
            return Optional.empty();
        }
        return Optional.of("must be an IP address or a host name but is '%s'%s".formatted(shown(text), hint(text)));
    }

    private static String shown(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }

    private static boolean isHost(String text) {
        if (text.contains(":")) {
            return isIpv6(bare(text));
        }
        return DIGITS_AND_DOTS.matcher(text).matches()
                ? IPV4.matcher(text).matches()
                : NAME.matcher(text).matches() && text.length() <= LONGEST_NAME;
    }

    /** Whether the network interface behind a percent sign is there is another question. */
    private static boolean isIpv6(String text) {
        int zone = text.indexOf('%');
        if (zone >= 0 && !text.substring(zone + 1).matches("[^\\s%/\\[\\]:]+")) {
            return false;
        }
        String address = zone < 0 ? text : text.substring(0, zone);
        if (!address.matches("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*")) {
            return false;
        }
        try {
            InetAddress.getByName("[%s]".formatted(address)); // In brackets it asks no name server.
            return true;
        } catch (UnknownHostException | IllegalArgumentException e) {
            return false;
        }
    }

    private static String hint(String text) {
        String stripped = text.strip();
        if (stripped.equals("*")) {
            return ": did you mean '0.0.0.0', every address of this machine?";
        }
        var scheme = WITH_SCHEME.matcher(stripped);
        if (scheme.matches()) {
            return hint(scheme.group(1), ": leave the scheme away");
        }
        return hint(stripped, "");
    }

    private static String hint(String text, String otherwise) {
        var port = WITH_PORT.matcher(text);
        if (port.matches() && !whyNone(port.group(1)).isPresent()) {
            return ": set it to '%s', and 'http.port' to %s".formatted(port.group(1), port.group(2));
        }
        String bare = text.replaceAll("^\\[|]$", "");
        return isHost(bare) ? ": did you mean '%s'?".formatted(bare) : otherwise;
    }
}
