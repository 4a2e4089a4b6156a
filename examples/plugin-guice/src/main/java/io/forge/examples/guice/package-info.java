/** A plugin whose handler is put together from injected parts. */
@NullMarked
package io.forge.examples.guice;

import org.jspecify.annotations.NullMarked;
