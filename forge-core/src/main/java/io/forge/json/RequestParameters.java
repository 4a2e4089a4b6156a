package io.forge.json;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The parameters of a request.
 *
 * @param binaryByDefault whether outputs are sent as bytes of which the request says nothing
 * @param timeout how long the call may take
 * @param forHandler those that the handler sees
 */
record RequestParameters(boolean binaryByDefault, Optional<Duration> timeout, Map<String, Object> forHandler) {

    static final RequestParameters NONE = new RequestParameters(false, Optional.empty(), Map.of());

    private static final String BINARY = "binary_data_output";
    private static final String TIMEOUT = "timeout";

    /** Of Triton's own, and for nobody to set. */
    private static final String RESERVED = "triton_";

    /** The longest that a call could take anyway; a number of microseconds beyond it would not fit in nanoseconds. */
    private static final Duration LONGEST = Duration.ofDays(365);

    static RequestParameters of(Map<String, Object> values) {
        if (values.isEmpty()) {
            return NONE;
        }
        values.forEach(RequestParameters::check);
        boolean binary = Boolean.TRUE.equals(values.get(BINARY));
        var forHandler = new LinkedHashMap<>(values);
        forHandler.remove(BINARY);
        return new RequestParameters(
                binary,
                Optional.ofNullable((Long) values.get(TIMEOUT)).flatMap(RequestParameters::timeout),
                Collections.unmodifiableMap(forHandler));
    }

    /** Microseconds; 0 is as if there were none. */
    private static Optional<Duration> timeout(long micros) {
        return micros == 0
                ? Optional.empty()
                : Optional.of(Duration.ofSeconds(micros / 1_000_000, micros % 1_000_000 * 1_000))
                        .filter(timeout -> timeout.compareTo(LONGEST) < 0);
    }

    private static void check(String key, Object value) {
        switch (key) {
            case BINARY, "sequence_start", "sequence_end" -> require(value instanceof Boolean, key, "a boolean");
            case TIMEOUT, "priority" ->
                require(value instanceof Long number && number >= 0, key, "a whole number from 0 on");
            case "sequence_id" ->
                require(
                        value instanceof String || (value instanceof Long number && number >= 0),
                        key,
                        "a string or a whole number from 0 on");
            default -> require(!key.startsWith(RESERVED), key, "left out: names that begin with triton_ are reserved");
        }
    }

    private static void require(boolean holds, String key, String must) {
        if (!holds) {
            throw InvalidInput.because("%s must be %s".formatted(ParameterValues.property(Place.REQUEST, key), must));
        }
    }
}
