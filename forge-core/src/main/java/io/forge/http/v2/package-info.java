/** The Open Inference Protocol (V2): tensors in and out under {@code /v2}, as JSON or as bytes. */
@NullMarked
package io.forge.http.v2;

import org.jspecify.annotations.NullMarked;
