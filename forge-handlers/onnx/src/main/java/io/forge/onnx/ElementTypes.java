package io.forge.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.TensorInfo;
import io.forge.tensor.DataType;
import java.util.Locale;
import java.util.Optional;

/** Tells the element types of ONNX Runtime as datatypes of tensors, and the other way round. */
final class ElementTypes {

    private static final String PREFIX = "ONNX_TENSOR_ELEMENT_DATA_TYPE_";

    private ElementTypes() {}

    /** The datatype; empty where tensors have none like it, such as for complex numbers. */
    static Optional<DataType> of(TensorInfo info) {
        // Not its Java type, of which unsigned types have the signed one.
        return Optional.ofNullable(
                switch (info.onnxType) {
                    case ONNX_TENSOR_ELEMENT_DATA_TYPE_BOOL -> DataType.BOOL;
                    case ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT8 -> DataType.UINT8;
                    case ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT16 -> DataType.UINT16;
                    case ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT32 -> DataType.UINT32;
                    case ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT64 -> DataType.UINT64;
                    case ONNX_TENSOR_ELEMENT_DATA_TYPE_INT8 -> DataType.INT8;
                    case ONNX_TENSOR_ELEMENT_DATA_TYPE_INT16 -> DataType.INT16;
                    case ONNX_TENSOR_ELEMENT_DATA_TYPE_INT32 -> DataType.INT32;
                    case ONNX_TENSOR_ELEMENT_DATA_TYPE_INT64 -> DataType.INT64;
                    case ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT16 -> DataType.FP16;
                    case ONNX_TENSOR_ELEMENT_DATA_TYPE_BFLOAT16 -> DataType.BF16;
                    case ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT -> DataType.FP32;
                    case ONNX_TENSOR_ELEMENT_DATA_TYPE_DOUBLE -> DataType.FP64;
                    case ONNX_TENSOR_ELEMENT_DATA_TYPE_STRING -> DataType.BYTES;
                    case ONNX_TENSOR_ELEMENT_DATA_TYPE_UNDEFINED,
                            ONNX_TENSOR_ELEMENT_DATA_TYPE_COMPLEX64,
                            ONNX_TENSOR_ELEMENT_DATA_TYPE_COMPLEX128,
                            ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT8E4M3FN,
                            ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT8E4M3FNUZ,
                            ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT8E5M2,
                            ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT8E5M2FNUZ -> null;
                });
    }

    /** The element type's own name, for messages, as in {@code complex64}. */
    static String nameOf(TensorInfo info) {
        return info.onnxType.name().substring(PREFIX.length()).toLowerCase(Locale.ROOT);
    }

    /** The type to hand a buffer over with; empty where ONNX Runtime's Java API takes no such buffers. */
    static Optional<OnnxJavaType> ofBuffer(DataType type) {
        return Optional.ofNullable(
                switch (type) {
                    case BOOL -> OnnxJavaType.BOOL;
                    case UINT8 -> OnnxJavaType.UINT8;
                    case INT8 -> OnnxJavaType.INT8;
                    case INT16 -> OnnxJavaType.INT16;
                    case INT32 -> OnnxJavaType.INT32;
                    case INT64 -> OnnxJavaType.INT64;
                    case FP16 -> OnnxJavaType.FLOAT16;
                    case BF16 -> OnnxJavaType.BFLOAT16;
                    case FP32 -> OnnxJavaType.FLOAT;
                    case FP64 -> OnnxJavaType.DOUBLE;
                    case UINT16, UINT32, UINT64, BYTES -> null;
                });
    }
}
