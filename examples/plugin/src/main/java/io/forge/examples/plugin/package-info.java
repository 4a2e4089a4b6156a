/** A plugin: one class, and one line in {@code META-INF/services}. */
@NullMarked
package io.forge.examples.plugin;

import org.jspecify.annotations.NullMarked;
