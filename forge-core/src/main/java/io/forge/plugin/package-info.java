/** Finds and loads the code of handlers: class path, plugins folder, JARs, source files, class loaders. */
@NullMarked
package io.forge.plugin;

import org.jspecify.annotations.NullMarked;
