/** Holds the documents of this repository to what they say: runs their commands, and checks the rest. */
@NullMarked
package io.forge.doctest;

import org.jspecify.annotations.NullMarked;
