/** Metrics for operators: what is measured, under which names, and how it is read. The only package that knows Micrometer. */
@NullMarked
package io.forge.metrics;

import org.jspecify.annotations.NullMarked;
