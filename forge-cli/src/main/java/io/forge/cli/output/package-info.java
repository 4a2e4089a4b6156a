/** What commands print, and how they fail. */
@NullMarked
package io.forge.cli.output;

import org.jspecify.annotations.NullMarked;
