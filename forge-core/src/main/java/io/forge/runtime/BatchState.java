package io.forge.runtime;

import io.forge.batch.BatchCounters;
import io.forge.batch.BatchLimits;

/**
 * How the calls of a batched handler are put together, and what has come of it so far.
 *
 * @param limits what its scheduler is held to
 * @param counters what has happened since the handler was put into service
 */
public record BatchState(BatchLimits limits, BatchCounters.Snapshot counters) {}
