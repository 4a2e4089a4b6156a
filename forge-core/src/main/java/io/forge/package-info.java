/** The server to embed: {@link io.forge.Forge}, its builder and its configuration. */
@NullMarked
package io.forge;

import org.jspecify.annotations.NullMarked;
