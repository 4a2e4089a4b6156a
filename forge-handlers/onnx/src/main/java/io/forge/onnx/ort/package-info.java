/**
 * ONNX Runtime and its native libraries, of which a process has one.
 *
 * <p>As a plugin, these classes stay with them when the plugin is replaced: they are in a JAR of their own, which lies beside
 * ONNX Runtime's, and see nothing of the plugin.
 */
@NullMarked
package io.forge.onnx.ort;

import org.jspecify.annotations.NullMarked;
