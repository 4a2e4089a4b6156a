/**
 * The scheduler of batches: which calls of a handler run together, when, and which are refused at once.
 *
 * <p>It knows no HTTP, has no thread and no clock: time, timers and the place where instances run are given to it, so that
 * a simulation drives it through years of service in seconds.
 */
@NullMarked
package io.forge.batch;

import org.jspecify.annotations.NullMarked;
