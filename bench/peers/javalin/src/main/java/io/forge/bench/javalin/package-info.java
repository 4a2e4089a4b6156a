/** Javalin. */
@NullMarked
package io.forge.bench.javalin;

import org.jspecify.annotations.NullMarked;
