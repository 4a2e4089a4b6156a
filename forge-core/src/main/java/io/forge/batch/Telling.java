package io.forge.batch;

import org.jspecify.annotations.Nullable;

/** Tells everyone, whatever one of them throws; what was thrown comes at the end. */
final class Telling {

    private @Nullable Throwable first;

    void tell(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException | Error e) {
            if (first == null) {
                first = e;
            } else {
                first.addSuppressed(e);
            }
        }
    }

    void end() {
        if (first instanceof Error error) {
            throw error;
        }
        if (first instanceof RuntimeException exception) {
            throw exception;
        }
    }
}
