/**
 * A simulation that proves the scheduler: a clock, timers and instances that are not real, driven by a seed.
 *
 * <p>The scheduler has no thread and no clock of its own, so a test can give it others. {@link
 * io.forge.batch.simulation.VirtualTime} stands still until the next thing happens; minutes of service pass in a second,
 * and whatever happens in it happens again with the same seed. The same can be done with any part that is given its time and
 * its executors.
 */
@NullMarked
package io.forge.batch.simulation;

import org.jspecify.annotations.NullMarked;
