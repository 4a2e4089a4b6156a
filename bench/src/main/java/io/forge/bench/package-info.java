/** Measures Forge beside a bare Undertow, each in a process of its own. */
@NullMarked
package io.forge.bench;

import org.jspecify.annotations.NullMarked;
