/** A handler in its own JAR: this class and one line in {@code META-INF/services}. */
@NullMarked
package io.forge.examples.handler;

import org.jspecify.annotations.NullMarked;
