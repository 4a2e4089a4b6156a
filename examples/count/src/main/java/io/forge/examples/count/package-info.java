/** A handler that answers with a stream. */
@NullMarked
package io.forge.examples.count;

import org.jspecify.annotations.NullMarked;
