/** What the tests of the server share. */
@NullMarked
package io.forge.testkit;

import org.jspecify.annotations.NullMarked;
