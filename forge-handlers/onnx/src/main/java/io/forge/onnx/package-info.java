/** ONNX models as handlers of tensors, run by ONNX Runtime. */
@NullMarked
package io.forge.onnx;

import org.jspecify.annotations.NullMarked;
