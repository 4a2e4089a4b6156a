/** Test doubles for what Forge implements, so that a handler can be tested without a server. */
@NullMarked
package io.forge.testing;

import org.jspecify.annotations.NullMarked;
