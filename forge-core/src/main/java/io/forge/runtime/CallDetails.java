package io.forge.runtime;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a request says beside its input.
 *
 * @param id an id of the client's, to be sent back; empty where there is none
 * @param timeout how long the call may take, where that is less than usual
 * @param parameters by name; each a {@code String}, {@code Boolean}, {@code Long} or {@code Double}
 * @param requestedOutputs the names of the outputs that are asked for; none: all
 */
public record CallDetails(
        String id, Optional<Duration> timeout, Map<String, Object> parameters, List<String> requestedOutputs) {

    /** Of a request that has nothing but its input. */
    public static final CallDetails NONE = new CallDetails("", Optional.empty(), Map.of(), List.of());

    /** Is told what a body says beside the input, before the input is returned; once at most. */
    @FunctionalInterface
    public interface Receiver {

        /** Takes the details. */
        void received(CallDetails details);
    }
}
