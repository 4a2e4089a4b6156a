package io.forge.http.management;

import io.forge.config.Durations;
import io.forge.http.Reply;
import io.forge.http.RequestHead;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;

/** Which server this is: its version, its process, and since when it runs. */
public final class InfoRoute {

    private final Answers answers;
    private final InstantSource clock;
    private final Instant started;

    /**
     * Of a server that starts now.
     *
     * @param clock says when that is
     */
    public InfoRoute(Answers answers, InstantSource clock) {
        this.answers = answers;
        this.clock = clock;
        this.started = clock.instant();
    }

    /** Adds the route. */
    public void addTo(ManagementProtocol protocol) {
        protocol.with("/info", answers.slow("/info", this::info));
    }

    private Reply info(RequestHead head) {
        var document = new LinkedHashMap<String, Object>();
        document.put("version", version());
        document.put("java", Runtime.version().toString());
        document.put("pid", ProcessHandle.current().pid());
        document.put("host", host());
        document.put("started", started.truncatedTo(ChronoUnit.MILLIS).toString());
        var uptime = Duration.between(started, clock.instant());
        document.put("uptime", Durations.format(uptime.truncatedTo(ChronoUnit.SECONDS)));
        document.put("uptimeSeconds", uptime.toSeconds());
        return answers.ok(head, document);
    }

    /** The version of this build, where it comes from a JAR. */
    private static String version() {
        String version = InfoRoute.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    /** May ask the network. */
    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }
}
