/** Tests of ONNX models as handlers. */
@NullMarked
package io.forge.onnx;

import org.jspecify.annotations.NullMarked;
