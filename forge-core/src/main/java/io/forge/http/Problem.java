package io.forge.http;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a problem document says (RFC 9457, section 3.1).
 *
 * @param type the kind of problem, as a URN
 * @param title what every problem of that kind is called
 * @param status the HTTP status
 * @param detail what is wrong this time and what to do
 * @param instance the path that was asked for
 * @param callId the call's id, under which the server's log has more
 * @param retryAfter after which the request is likely to succeed, where that is known
 */
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        String callId,
        Optional<Duration> retryAfter) {

    private static final int NANOS_PER_MILLI = 1_000_000;

    static Problem of(Refusal refusal, String instance, String callId) {
        var type = refusal.type();
        return new Problem(
                type.uri(), type.title(), type.status(), refusal.detail(), instance, callId, refusal.retryAfter());
    }

    /** The members of the document, in their order. */
    public Map<String, Object> document() {
        var members = new LinkedHashMap<String, Object>();
        members.put("type", type);
        members.put("title", title);
        members.put("status", status);
        members.put("detail", detail);
        members.put("instance", instance);
        members.put("callId", callId);
        retryAfter.ifPresent(time -> members.put("retryAfterMillis", millis(time)));
        return members;
    }

    /** Rounded up: who comes a little later finds what was promised. */
    private static long millis(Duration time) {
        return (time.toNanos() + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI;
    }
}
