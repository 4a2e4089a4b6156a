/** Helidon SE. */
@NullMarked
package io.forge.bench.helidon;

import org.jspecify.annotations.NullMarked;
