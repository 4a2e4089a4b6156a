/** Undertow alone. */
@NullMarked
package io.forge.bench.undertow;

import org.jspecify.annotations.NullMarked;
