/** The command {@code forge-cli}. */
@NullMarked
package io.forge.cli;

import org.jspecify.annotations.NullMarked;
