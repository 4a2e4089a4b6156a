/**
 * For tests of handlers: doubles of what Forge implements, such as calls and batches, which need no server, and a server on
 * a free port.
 */
@NullMarked
package io.forge.testing;

import org.jspecify.annotations.NullMarked;
