/** The handler {@code hello}. */
@NullMarked
package io.forge.handlers.hello;

import org.jspecify.annotations.NullMarked;
