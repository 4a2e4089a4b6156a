/**
 * Handlers whose parts Guice puts together.
 *
 * <p>A factory extends {@link io.forge.guice.GuiceHandlerFactory}. Forge itself stays as it is: to it, such a factory is
 * one like any other.
 */
@NullMarked
package io.forge.guice;

import org.jspecify.annotations.NullMarked;
