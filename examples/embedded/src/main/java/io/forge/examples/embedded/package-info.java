/** An application with a Forge in it. */
@NullMarked
package io.forge.examples.embedded;

import org.jspecify.annotations.NullMarked;
