/** Where handlers come from: finds their factories, makes them, and closes what they opened. */
@NullMarked
package io.forge.plugin;

import org.jspecify.annotations.NullMarked;
