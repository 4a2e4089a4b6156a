package io.forge.runtime;

import io.forge.api.ErrorCode;
import io.forge.api.ForgeException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One version of a handler that Forge loads and unloads, whether it is in service or not.
 *
 * <p>Safe for use by several threads; no method waits. What hangs on a stage may run on any thread, which it must not hold.
 */
public interface Loadable {

    String name();

    String version();

    /** What it is now. */
    Status status();

    /** About how many bytes it takes, as far as it says. */
    long memory();

    /** Whether a call is to have it loaded, where it is not in service. */
    boolean loadsOnCall();

    /** How long a call may wait for it. */
    Duration patience();

    /**
     * Has it loaded for an operator; where it is in service, it is loaded beside what serves, which it then replaces.
     *
     * @return completes when it is in service, or with a {@link ForgeException} that says why it is not
     */
    CompletionStage<@Nullable Void> load();

    /** As {@link #load}, for a call: where it is in service, nothing is done. */
    CompletionStage<@Nullable Void> loadForCall();

    /**
     * Has it unloaded for an operator, until that or another one has it loaded again.
     *
     * @return completes when no call gets in any more, which it may have been before
     */
    CompletionStage<@Nullable Void> unload();

    /**
     * What becomes of a version.
     *
     * @param reason why it is not in service, or why it could not be loaded again; may be empty
     */
    record Status(Availability availability, Optional<String> reason) {

        /** A state that needs no reason. */
        public static Status of(Availability availability) {
            return new Status(availability, Optional.empty());
        }

        /** A state with its reason. */
        public static Status of(Availability availability, String reason) {
            return new Status(availability, Optional.of(reason));
        }
    }

    /** Why a call that asks for it is not let in. */
    default ForgeException notInService() {
        var now = status();
        String what = switch (now.availability()) {
            case UNAVAILABLE -> "is not loaded";
            case LOADING, READY -> "is being loaded";
            case UNLOADING -> "is being unloaded";
        };
        String why = now.reason().map(": "::concat).orElse("");
        return new ForgeException(
                ErrorCode.UNAVAILABLE, "Version %s of handler '%s' %s%s".formatted(version(), name(), what, why));
    }

    /** Does the same with several; fails as one of them that does, once all have come to an end. */
    static CompletionStage<@Nullable Void> all(
            List<Loadable> some, Function<Loadable, CompletionStage<@Nullable Void>> change) {
        var stages = some.stream()
                .map(change)
                .map(CompletionStage::toCompletableFuture)
                .toArray(CompletableFuture<?>[]::new);
        var all = new CompletableFuture<@Nullable Void>();
        CompletionStage<Void> ended = CompletableFuture.allOf(stages);
        ended.whenComplete((nothing, failure) -> {
            if (failure == null) {
                all.complete(null);
            } else {
                all.completeExceptionally(failure.getCause() == null ? failure : failure.getCause());
            }
        });
        return all;
    }
}
