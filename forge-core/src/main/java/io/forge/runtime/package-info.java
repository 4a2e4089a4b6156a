/**
 * Handlers in service: where their calls run, how many at once, and how each call ends exactly once. No HTTP here.
 */
@NullMarked
package io.forge.runtime;

import org.jspecify.annotations.NullMarked;
