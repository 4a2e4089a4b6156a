/** The handler {@code echo}. */
@NullMarked
package io.forge.handlers.echo;

import org.jspecify.annotations.NullMarked;
