package io.forge.http;

import io.forge.runtime.Payload;

/** How a protocol says that something went wrong; safe for use by several threads. */
@FunctionalInterface
public interface FailureForm {

    /** The body of the answer, whose status is that of the problem. */
    Payload write(Problem problem);
}
