package io.forge.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignatureTest {

    private static final TensorSpec IMAGE = TensorSpec.of("image", DataType.UINT8, Shape.of(-1, -1, 3));
    private static final TensorSpec LABEL = TensorSpec.of("label", DataType.BYTES, Shape.of(-1));
    private static final Signature SIGNATURE = Signature.of(List.of(IMAGE, LABEL.optional()), List.of(LABEL));

    @Test
    void acceptsAnyDimensionWhereItIsOpen() {
        assertThat(IMAGE.matches(image(Shape.of(0, 7, 3)))).isTrue();
        assertThat(IMAGE.matches(image(Shape.of(4, 7, 3)))).isTrue();
        assertThat(IMAGE.matches(image(Shape.of(4, 7, 1)))).isFalse();
        assertThat(IMAGE.matches(image(Shape.of(4, 3)))).isFalse();
        assertThat(LABEL.matches(image(Shape.of(4)))).isFalse();
    }

    @Test
    void acceptsInputsInAnyOrderAndOptionalOnesAbsent() {
        var image = image(Shape.of(2, 2, 3));
        var label = Tensor.of(DataType.BYTES, Shape.of(1), List.of("cat"));

        assertThatCode(() -> {
                    SIGNATURE.checkInputs(Tensors.of("label", label, "image", image));
                    SIGNATURE.checkInputs(Tensors.of("image", image));
                    SIGNATURE.checkOutputs(Tensors.of("label", label));
                })
                .doesNotThrowAnyException();
    }

    @Test
    void describesAScalar() {
        var scalar = TensorSpec.of("x", DataType.UINT8, Shape.of());

        assertThat(scalar.matches(image(Shape.of()))).isTrue();
        assertThat(scalar.matches(image(Shape.of(1)))).isFalse();
    }

    @Test
    void doesNotChangeWithTheListsItWasMadeOf() {
        var inputs = new ArrayList<>(List.of(IMAGE));
        var signature = Signature.of(inputs, List.of());

        inputs.clear();

        assertThat(signature.inputs()).containsExactly(IMAGE);
        assertThat(signature.outputs()).isEmpty();
    }

    @Test
    void isEqualBySpecifications() {
        assertThat(SIGNATURE)
                .isEqualTo(Signature.of(List.of(IMAGE, LABEL.optional()), List.of(LABEL)))
                .hasSameHashCodeAs(Signature.of(List.of(IMAGE, LABEL.optional()), List.of(LABEL)))
                .isNotEqualTo(Signature.of(List.of(IMAGE, LABEL), List.of(LABEL)));
    }

    @Test
    void isWrittenWithNamesDatatypesAndShapes() {
        assertThat(SIGNATURE).hasToString("[image: UINT8[-1, -1, 3], label?: BYTES[-1]] -> [label: BYTES[-1]]");
    }

    private static Tensor image(Shape shape) {
        return Tensor.of(DataType.UINT8, shape, new int[(int) shape.elements()]);
    }
}
