/** Vert.x. */
@NullMarked
package io.forge.bench.vertx;

import org.jspecify.annotations.NullMarked;
