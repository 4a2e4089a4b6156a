/** The host of the plugins: watches them, replaces and unloads them, and reports on each. */
@NullMarked
package io.forge.host;

import org.jspecify.annotations.NullMarked;
