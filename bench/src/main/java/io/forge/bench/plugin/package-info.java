/** What the plugins that are measured are made of; packed into JARs, and never used from the class path. */
@NullMarked
package io.forge.bench.plugin;

import org.jspecify.annotations.NullMarked;
