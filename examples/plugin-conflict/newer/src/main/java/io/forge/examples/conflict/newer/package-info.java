/** A plugin that brings commons-lang3 3.20.0. */
@NullMarked
package io.forge.examples.conflict.newer;

import org.jspecify.annotations.NullMarked;
