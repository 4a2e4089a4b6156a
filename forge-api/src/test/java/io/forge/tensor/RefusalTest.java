package io.forge.tensor;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is no tensor, or not possible with it, and what the message says. */
class RefusalTest {

    private static final Shape TWO = Shape.of(2);
    private static final Tensor PAIR = Tensor.of(DataType.FP32, TWO, new float[] {1, 2});
    private static final Tensor SCALAR = Tensor.of(DataType.FP32, Shape.of(), new float[] {1});
    private static final Tensors NAMED = Tensors.of("a", PAIR, "b", PAIR);

    @ParameterizedTest(name = "{1}")
    @MethodSource({"shapes", "sizes", "values", "bytes", "types", "rows", "named", "signatures"})
    void isRefused(ThrowingCallable code, String message) {
        assertThatIllegalArgumentException().isThrownBy(code).withMessage(message);
    }

    private static Arguments refused(ThrowingCallable code, String message) {
        return arguments(code, message);
    }

    static Stream<Arguments> shapes() {
        return Stream.of(
                refused(
                        () -> Shape.of(2, -2),
                        "Dimension 1 of shape [2, -2] is -2: use 0 or more, or -1 for any in a specification"),
                refused(
                        () -> Shape.of(1L << 32, 1L << 31),
                        "The dimensions of shape [4294967296, 2147483648] multiply to more than 9223372036854775807:"
                                + " use smaller ones"),
                refused(
                        () -> Shape.of(0, Long.MAX_VALUE, 2),
                        "The dimensions of shape [0, 9223372036854775807, 2] multiply to more than 9223372036854775807:"
                                + " use smaller ones"),
                refused(
                        () -> Shape.of(Long.MAX_VALUE, 2, -1),
                        "The dimensions of shape [9223372036854775807, 2, -1] multiply to more than 9223372036854775807:"
                                + " use smaller ones"),
                refused(
                        () -> Shape.of(-1, 2).elements(),
                        "Shape [-1, 2] has a dimension that is not fixed: a tensor's are 0 or more"),
                refused(
                        () -> Tensor.of(DataType.FP32, Shape.of(-1), ByteBuffer.allocate(0)),
                        "Shape [-1] has a dimension that is not fixed: a tensor's are 0 or more"),
                refused(
                        () -> Tensor.of(DataType.BYTES, Shape.of(-1), ByteBuffer.allocate(0)),
                        "Shape [-1] has a dimension that is not fixed: a tensor's are 0 or more"),
                refused(
                        () -> Tensor.of(DataType.FP32, Shape.of(-1), new float[0]),
                        "Shape [-1] has a dimension that is not fixed: a tensor's are 0 or more"),
                refused(
                        () -> DataType.of("STRING"),
                        "Unknown datatype 'STRING': use one of BOOL, UINT8, UINT16, UINT32, UINT64, INT8, INT16, INT32,"
                                + " INT64, FP16, BF16, FP32, FP64, BYTES"));
    }

    static Stream<Arguments> sizes() {
        return Stream.of(
                refused(
                        () -> Tensor.of(DataType.FP32, Shape.of(2, 3), ByteBuffer.allocate(20)),
                        "Shape [2, 3] of FP32 needs 24 bytes but 20 were given"),
                refused(
                        () -> Tensor.of(DataType.FP32, Shape.of(2, 0), ByteBuffer.allocate(4)),
                        "Shape [2, 0] of FP32 needs 0 bytes but 4 were given"),
                refused(
                        () -> Tensor.of(DataType.INT16, Shape.of(), ByteBuffer.allocate(3)),
                        "Shape [] of INT16 needs 2 bytes but 3 were given"),
                refused(
                        () -> Tensor.of(DataType.FP64, Shape.of(1 << 28), ByteBuffer.allocate(0)),
                        "Shape [268435456] of FP64 needs more than the 2147483647 bytes that a tensor can have"),
                refused(
                        () -> Tensor.of(DataType.FP64, Shape.of(Long.MAX_VALUE), ByteBuffer.allocate(0)),
                        "Shape [9223372036854775807] of FP64 needs more than the 2147483647 bytes that a tensor can have"),
                refused(() -> Tensor.of(DataType.INT32, TWO, new int[3]), "Shape [2] needs 2 values but 3 were given"),
                refused(
                        () -> Tensor.of(DataType.BYTES, TWO, List.of("a")),
                        "Shape [2] needs 2 values but 1 were given"),
                refused(
                        () -> Tensor.of(DataType.BOOL, TWO, ByteBuffer.wrap(new byte[] {1, -1})),
                        "The BOOL at index 1 is 255: use 0 for false and 1 for true"));
    }

    static Stream<Arguments> values() {
        return Stream.of(
                refused(
                        () -> Tensor.of(DataType.UINT8, TWO, new int[] {0, 256}),
                        "Value 256 at index 1 does not fit UINT8: use 0 to 255"),
                refused(
                        () -> Tensor.of(DataType.UINT8, TWO, new short[] {-1, 0}),
                        "Value -1 at index 0 does not fit UINT8: use 0 to 255"),
                refused(
                        () -> Tensor.of(DataType.INT8, TWO, new long[] {-128, 128}),
                        "Value 128 at index 1 does not fit INT8: use -128 to 127"),
                refused(
                        () -> Tensor.of(DataType.UINT16, TWO, new long[] {65_536, 0}),
                        "Value 65536 at index 0 does not fit UINT16: use 0 to 65535"),
                refused(
                        () -> Tensor.of(DataType.INT16, TWO, new int[] {0, -32_769}),
                        "Value -32769 at index 1 does not fit INT16: use -32768 to 32767"),
                refused(
                        () -> Tensor.of(DataType.UINT32, TWO, new int[] {0, -1}),
                        "Value -1 at index 1 does not fit UINT32: use 0 to 4294967295"),
                refused(
                        () -> Tensor.of(DataType.UINT32, TWO, new long[] {0, 1L << 32}),
                        "Value 4294967296 at index 1 does not fit UINT32: use 0 to 4294967295"),
                refused(
                        () -> Tensor.of(DataType.INT32, TWO, new long[] {1L << 31, 0}),
                        "Value 2147483648 at index 0 does not fit INT32: use -2147483648 to 2147483647"),
                refused(
                        () -> Tensor.of(DataType.UINT64, TWO, new int[] {0, -1}),
                        "Value -1 at index 1 does not fit UINT64: use 0 to 18446744073709551615"),
                refused(
                        () -> Tensor.of(DataType.BYTES, TWO, List.of("a", "\uD800")),
                        "The text at index 1 has half of a surrogate pair, so it cannot be encoded as UTF-8: mend it"));
    }

    static Stream<Arguments> bytes() {
        return Stream.of(
                refused(
                        () -> Tensor.of(DataType.BYTES, Shape.of(3), ByteBuffer.allocate(8)),
                        "Shape [3] of BYTES needs 3 elements, each with 4 bytes for its length, but 8 bytes were given"),
                refused(
                        () -> Tensor.of(DataType.BYTES, Shape.of(1L << 40), ByteBuffer.allocate(8)),
                        "Shape [1099511627776] of BYTES needs 1099511627776 elements, each with 4 bytes for its length,"
                                + " but 8 bytes were given"),
                refused(
                        () -> Tensor.of(DataType.BYTES, TWO, lengths(4, 0)),
                        "Shape [2] of BYTES needs 2 elements but 1 were given"),
                refused(
                        () -> Tensor.of(DataType.BYTES, TWO, lengths(2, 0)),
                        "Shape [2] of BYTES needs 2 elements but 1 and a part of a length were given"),
                refused(
                        () -> Tensor.of(DataType.BYTES, TWO, lengths(0, 1)),
                        "Element 1 of BYTES[2] is 1 bytes long but only 0 follow"),
                refused(
                        () -> Tensor.of(DataType.BYTES, TWO, lengths(-1, 0)),
                        "Element 0 of BYTES[2] is 4294967295 bytes long but only 4 follow"),
                refused(
                        () -> Tensor.of(DataType.BYTES, TWO, lengths(0, 0, 0)),
                        "Shape [2] of BYTES needs 2 elements but 4 bytes follow them"),
                refused(
                        () -> Tensor.of(DataType.BYTES, Shape.of(0), lengths(0)),
                        "Shape [0] of BYTES needs 0 elements but 4 bytes follow them"));
    }

    private static ByteBuffer lengths(int... lengths) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * lengths.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(lengths);
        return bytes;
    }

    static Stream<Arguments> types() {
        return Stream.of(
                refused(
                        () -> Tensor.of(DataType.UINT8, TWO, new byte[2]),
                        "UINT8 cannot be made from byte[]: use short[], int[] or long[], or ByteBuffer.wrap(byte[]) for"
                                + " the bits"),
                refused(
                        () -> Tensor.of(DataType.FP32, TWO, new double[2]),
                        "FP32 cannot be made from double[]: use float[]"),
                refused(() -> Tensor.of(DataType.FP32, TWO, new int[2]), "FP32 cannot be made from int[]: use float[]"),
                refused(
                        () -> Tensor.of(DataType.INT64, TWO, new float[2]),
                        "INT64 cannot be made from float[]: use short[], int[] or long[]"),
                refused(
                        () -> Tensor.of(DataType.BYTES, TWO, new byte[2]),
                        "BYTES cannot be made from byte[]: use strings, or Tensor.ofElements"),
                refused(
                        () -> Tensor.of(DataType.FP64, TWO, List.of("1", "2")),
                        "FP64 cannot be made from strings: use float[] or double[]"),
                refused(
                        () -> Tensor.of(DataType.INT8, TWO, new boolean[2]),
                        "INT8 cannot be made from boolean[]: use byte[], short[], int[] or long[]"),
                refused(
                        () -> Tensor.of(DataType.BOOL, TWO, new short[2]),
                        "BOOL cannot be made from short[]: use boolean[]"),
                refused(PAIR::ints, "FP32 cannot be read with ints(): use floats(), doubles() or asFloatBuffer()"),
                refused(PAIR::shorts, "FP32 cannot be read with shorts(): use floats(), doubles() or asFloatBuffer()"),
                refused(PAIR::longs, "FP32 cannot be read with longs(): use floats(), doubles() or asFloatBuffer()"),
                refused(
                        PAIR::asDoubleBuffer,
                        "FP32 cannot be read with asDoubleBuffer(): use floats(), doubles() or asFloatBuffer()"),
                refused(
                        () -> PAIR.element(0),
                        "FP32 cannot be read with element(int): use floats(), doubles() or asFloatBuffer()"),
                refused(
                        () -> zeros(DataType.UINT32).ints(),
                        "UINT32 cannot be read with ints(): use longs() or, for the bits, asIntBuffer()"),
                refused(
                        () -> zeros(DataType.UINT16).shorts(),
                        "UINT16 cannot be read with shorts(): use ints(), longs() or, for the bits, asShortBuffer()"),
                refused(
                        () -> zeros(DataType.FP64).floats(),
                        "FP64 cannot be read with floats(): use doubles() or asDoubleBuffer()"),
                refused(
                        () -> zeros(DataType.BOOL).signedBytes(),
                        "BOOL cannot be read with signedBytes(): use booleans()"),
                refused(
                        () -> zeros(DataType.UINT8).booleans(),
                        "UINT8 cannot be read with booleans(): use shorts(), ints() or longs()"),
                refused(
                        () -> zeros(DataType.INT64).doubles(),
                        "INT64 cannot be read with doubles(): use longs() or asLongBuffer()"),
                refused(
                        () -> zeros(DataType.INT32).strings(),
                        "INT32 cannot be read with strings(): use ints(), longs() or asIntBuffer()"));
    }

    private static Tensor zeros(DataType type) {
        return Tensor.of(type, TWO, ByteBuffer.allocate(2 * type.byteSize().orElseThrow()));
    }

    static Stream<Arguments> rows() {
        return Stream.of(
                refused(() -> PAIR.slice(1, 3), "Rows 1 to 3 are not within the 2 of FP32[2]"),
                refused(() -> PAIR.slice(-1, 1), "Rows -1 to 1 are not within the 2 of FP32[2]"),
                refused(() -> PAIR.slice(2, 1), "Rows 2 to 1 are not within the 2 of FP32[2]"),
                refused(() -> SCALAR.slice(0, 1), "A scalar has no first axis: give it the shape [1]"),
                refused(
                        () -> Tensor.concat(List.of(SCALAR, SCALAR)),
                        "A scalar has no first axis: give it the shape [1]"),
                refused(() -> Tensor.concat(List.of()), "There is nothing to concatenate: give at least one tensor"),
                refused(
                        () -> Tensor.concat(List.of(PAIR, zeros(DataType.FP64))),
                        "FP32[2] cannot be concatenated with FP64[2] (part 1): datatype and all dimensions but the first"
                                + " must be equal"),
                refused(
                        () -> Tensor.concat(List.of(PAIR, Tensor.of(DataType.FP32, Shape.of(1, 1), new float[1]))),
                        "FP32[2] cannot be concatenated with FP32[1, 1] (part 1): datatype and all dimensions but the"
                                + " first must be equal"),
                refused(
                        () -> Tensor.concat(List.of(PAIR, PAIR), size -> ByteBuffer.allocate(size - 1)),
                        "The buffer to concatenate in has 15 bytes but 16 are needed"),
                refused(
                        () -> {
                            var wide = Tensor.of(DataType.INT8, Shape.of(Long.MAX_VALUE, 0), new byte[0]);
                            Tensor.concat(List.of(wide, wide));
                        },
                        "The parts have more than 9223372036854775807 rows"),
                refused(
                        () -> {
                            var large = Tensor.of(DataType.INT8, Shape.of(1 << 27), ByteBuffer.allocate(1 << 27));
                            Tensor.concat(Collections.nCopies(16, large));
                        },
                        "Shape [2147483648] of INT8 needs more than the 2147483647 bytes that a tensor can have"));
    }

    static Stream<Arguments> named() {
        return Stream.of(
                refused(() -> NAMED.get("c"), "There is no tensor 'c', there are [a, b]"),
                refused(
                        () -> Tensors.of("a", PAIR, "a", PAIR),
                        "There are two tensors 'a': give each a name of its own"),
                refused(() -> Tensors.of("", PAIR), "A tensor's name is empty: give it one"),
                refused(() -> Tensors.of().rows(), "Without tensors there are no rows"),
                refused(
                        () -> Tensors.of("a", PAIR, "b", SCALAR).rows(),
                        "Tensor 'b' is a scalar, without rows: give it the shape [1]"),
                refused(
                        () -> Tensors.of("a", PAIR, "b", PAIR.slice(0, 1)).slice(0, 1),
                        "Tensor 'a' has 2 rows but 'b' has 1: the first dimensions must be equal"),
                refused(() -> Tensors.concat(List.of()), "There is nothing to concatenate: give at least one part"),
                refused(
                        () -> Tensors.concat(List.of(NAMED, Tensors.of("a", PAIR))),
                        "Tensors [a, b] cannot be concatenated with [a]: the names must be equal"),
                refused(
                        () -> Tensors.concat(List.of(Tensors.of("a", PAIR), Tensors.of("a", SCALAR))),
                        "Tensor 'a': A scalar has no first axis: give it the shape [1]"));
    }

    static Stream<Arguments> signatures() {
        var spec = TensorSpec.of("a", DataType.FP32, Shape.of(-1, 3));
        var signature = Signature.of(List.of(spec), List.of(spec.optional()));
        var fits = Tensor.of(DataType.FP32, Shape.of(1, 3), new float[3]);
        return Stream.of(
                refused(() -> TensorSpec.of("", DataType.FP32, TWO), "A tensor's name is empty: give it one"),
                refused(
                        () -> Signature.of(List.of(spec, spec), List.of()),
                        "Two inputs have the name 'a': give each a name of its own"),
                refused(
                        () -> Signature.of(List.of(), List.of(spec, spec.optional())),
                        "Two outputs have the name 'a': give each a name of its own"),
                refused(
                        () -> spec.check(Tensor.of(DataType.FP64, Shape.of(1, 3), new double[3])),
                        "Tensor 'a' must be FP32 but is FP64"),
                refused(
                        () -> signature.checkInputs(
                                Tensors.of("a", Tensor.of(DataType.INT64, Shape.of(1, 3), new long[3]))),
                        "Input 'a' must be FP32 but is INT64"),
                refused(
                        () -> signature.checkOutputs(
                                Tensors.of("a", Tensor.of(DataType.FP32, Shape.of(3), new float[3]))),
                        "Output 'a' must have rank 2, as [-1, 3], but has rank 1: [3]"),
                refused(
                        () -> signature.checkInputs(
                                Tensors.of("a", Tensor.of(DataType.FP32, Shape.of(2, 4), new float[8]))),
                        "Input 'a' must have 3 as dimension 1 of [-1, 3], but has 4: [2, 4]"),
                refused(() -> signature.checkInputs(Tensors.of()), "Input 'a' is missing: it is to be FP32[-1, 3]"),
                refused(
                        () -> signature.checkInputs(Tensors.of("a", fits, "b", fits)),
                        "Input 'b' is unknown: there are [a]"),
                refused(() -> signature.checkOutputs(Tensors.of("b", fits)), "Output 'b' is unknown: there are [a]"));
    }
}
