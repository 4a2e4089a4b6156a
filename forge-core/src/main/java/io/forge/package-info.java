/**
 * The server to embed: {@link io.forge.Forge} and its builder.
 *
 * <p>The public classes of this package, and what their methods return, are for applications that embed Forge. Every other
 * package of this module is internal and may change with any version.
 */
@NullMarked
package io.forge;

import org.jspecify.annotations.NullMarked;
