/** What every peer on the JVM does with a body, so that only the servers differ. */
@NullMarked
package io.forge.bench.common;

import org.jspecify.annotations.NullMarked;
