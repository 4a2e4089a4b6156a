/** Tests of how ONNX Runtime is loaded. */
@NullMarked
package io.forge.onnx.ort;

import org.jspecify.annotations.NullMarked;
