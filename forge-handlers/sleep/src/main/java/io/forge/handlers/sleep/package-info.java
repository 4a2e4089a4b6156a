/** The handler {@code sleep}. */
@NullMarked
package io.forge.handlers.sleep;

import org.jspecify.annotations.NullMarked;
