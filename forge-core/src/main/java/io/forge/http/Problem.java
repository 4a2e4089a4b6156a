package io.forge.http;

/**
 * A problem document (RFC 9457, section 3.1).
 *
 * @param type the kind of problem, as a URN
 * @param title what every problem of that kind is called
 * @param status the HTTP status
 * @param detail what is wrong this time and what to do
 * @param instance the path that was asked for
 * @param callId the call's id, under which the server's log has more
 */
public record Problem(String type, String title, int status, String detail, String instance, String callId) {

    static Problem of(ProblemType type, String detail, String instance, String callId) {
        return new Problem(type.uri(), type.title(), type.status(), detail, instance, callId);
    }
}
