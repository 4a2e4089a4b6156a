/**
 * Configuration: a tree of values that know where they stand, bound to records with every problem told at once. The only
 * package that knows YAML.
 */
@NullMarked
package io.forge.config;

import org.jspecify.annotations.NullMarked;
