/** A plugin that brings commons-lang3 3.4. */
@NullMarked
package io.forge.examples.conflict.older;

import org.jspecify.annotations.NullMarked;
