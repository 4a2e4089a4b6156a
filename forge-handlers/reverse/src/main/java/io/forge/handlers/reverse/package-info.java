/** The handler {@code reverse}. */
@NullMarked
package io.forge.handlers.reverse;

import org.jspecify.annotations.NullMarked;
