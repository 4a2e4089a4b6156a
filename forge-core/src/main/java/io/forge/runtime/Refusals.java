package io.forge.runtime;

import io.forge.api.ErrorCode;
import io.forge.api.ForgeException;
import io.forge.config.ByteSize;
import io.forge.config.Durations;
import io.forge.runtime.OverloadException.Lack;
import java.time.Duration;

/** Why the server, and not the handler, says no to a call: all such sentences, for every way in. */
public final class Refusals {

    private static final int MAX_SHOWN = 100;
    private static final String NO_ROOM = "There is no memory left for this body";

    /** When to come again if nothing is known. */
    private static final Duration UNKNOWN = Duration.ofSeconds(1);

    private Refusals() {}

    /**
     * The body is of a media type that is not read.
     *
     * @param mediaType what the client says that it is
     * @param accepts what is read
     */
    public static ForgeException notRead(String mediaType, String accepts) {
        return new ForgeException(
                ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                "Unsupported media type '%s': send %s in UTF-8".formatted(shown(mediaType), accepts));
    }

    /**
     * What the client says of its body is not a media type.
     *
     * @param value what it says
     */
    static ForgeException noMediaType(String value, IllegalArgumentException cause) {
        return new ForgeException(
                ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                "Content-Type '%s' is not a media type: send one such as image/png, or none".formatted(shown(value)),
                cause);
    }

    /**
     * The body is coded in a way that is not read.
     *
     * @param coding what its {@code Content-Encoding} is
     * @param accepts the codings that are read
     */
    public static ForgeException codingNotRead(String coding, String accepts) {
        return new ForgeException(
                ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                "Unsupported Content-Encoding '%s': send one of %s, or the body uncompressed"
                        .formatted(shown(coding), accepts));
    }

    /**
     * The body is coded, where no coding is read.
     *
     * @param coding what its {@code Content-Encoding} is
     */
    public static ForgeException codingNotRead(String coding) {
        return new ForgeException(
                ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                "Unsupported Content-Encoding '%s': send the body uncompressed".formatted(shown(coding)));
    }

    private static String shown(String value) {
        return value.length() <= MAX_SHOWN ? value : value.substring(0, MAX_SHOWN) + "...";
    }

    /**
     * The body is longer than the limit.
     *
     * @param limit bytes
     */
    public static ForgeException tooLarge(long limit) {
        return new ForgeException(
                ErrorCode.TOO_LARGE, "The body is longer than the limit of %s".formatted(new ByteSize(limit)));
    }

    /**
     * The body is longer than the limit, once it is decompressed.
     *
     * @param limit bytes
     */
    public static ForgeException inflatedTooLarge(long limit) {
        return new ForgeException(
                ErrorCode.TOO_LARGE,
                "The decompressed body is longer than the limit of %s".formatted(new ByteSize(limit)));
    }

    /**
     * The body is far longer, once it is decompressed, than what was sent.
     *
     * @param ratio how many times longer it may be
     */
    public static ForgeException inflatesTooMuch(int ratio) {
        return new ForgeException(
                ErrorCode.TOO_LARGE,
                "The decompressed body is more than %s times as long as what was sent: send it uncompressed"
                        .formatted(ratio));
    }

    /** As many calls as the handler takes are in flight. */
    static ForgeException noPermit(Servable<?, ?> servable) {
        return OverloadException.retryAfter(
                Lack.PERMITS,
                untilCallsEnd(servable),
                "Handler %s is at its limit of %s calls in flight"
                        .formatted(servable.name(), servable.lane().permits()));
    }

    /** All the memory for bodies is in use, nobody knows by whom. */
    public static ForgeException noRoom() {
        return OverloadException.retryAfter(Lack.BODY_MEMORY, UNKNOWN, NO_ROOM);
    }

    /** All the memory for bodies is in use. */
    static ForgeException noRoom(Servable<?, ?> servable) {
        return OverloadException.retryAfter(Lack.BODY_MEMORY, untilCallsEnd(servable), NO_ROOM);
    }

    /** What a call takes on average: those in flight are likely to have ended then. */
    private static Duration untilCallsEnd(Servable<?, ?> servable) {
        var statistics = servable.statistics();
        long calls = statistics.succeeded().count() + statistics.failed().count();
        long nanos = statistics.succeeded().nanos() + statistics.failed().nanos();
        return calls == 0 ? UNKNOWN : Duration.ofNanos(Math.max(1, nanos / calls));
    }

    /** The server takes no calls any more. */
    public static ForgeException goingDown() {
        return new ForgeException(ErrorCode.UNAVAILABLE, "The server is shutting down");
    }

    /**
     * As many calls as may wait for something to be loaded.
     *
     * @param most how many that are
     */
    public static ForgeException tooManyWait(Loadable loadable, int most) {
        return OverloadException.retryAfter(
                Lack.LOADS,
                UNKNOWN,
                "%s calls wait for handler '%s' and others to be loaded".formatted(most, loadable.name()));
    }

    /**
     * What is called was not loaded in time.
     *
     * @param limit how long the call could wait
     */
    public static ForgeException stillLoading(Loadable loadable, Duration limit) {
        return new ForgeException(
                ErrorCode.DEADLINE_EXCEEDED,
                "No answer within %s, because version %s of handler '%s' is still being loaded"
                        .formatted(Durations.format(limit), loadable.version(), loadable.name()));
    }

    /** The threads have ended on which the call would have run. */
    static ForgeException stopping(Throwable cause) {
        return new ForgeException(ErrorCode.UNAVAILABLE, "The server is shutting down", cause);
    }

    /** A thread that cannot be had is an {@link OutOfMemoryError} too, and no reason to lose the call. */
    static ForgeException noThreadLeft(OutOfMemoryError cause) {
        return new ForgeException(ErrorCode.OVERLOADED, "There is no thread left for this call", cause);
    }

    /** The handler has gone while the call waited for its thread. */
    static ForgeException outOfService() {
        return new ForgeException(ErrorCode.UNAVAILABLE, "The handler was taken out of service");
    }

    /** Nobody waits for the answer. */
    public static ForgeException callerGone() {
        return new ForgeException(ErrorCode.CANCELLED, "The caller has gone");
    }

    /** Nobody reads the items. */
    public static ForgeException readerGone() {
        return new ForgeException(ErrorCode.CANCELLED, "Nobody reads this stream any more");
    }
}
