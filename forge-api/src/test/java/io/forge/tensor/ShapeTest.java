package io.forge.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ShapeTest {

    @Test
    void hasAsManyElementsAsItsDimensionsMultiplyTo() {
        assertThat(Shape.of(2, 3, 4).elements()).isEqualTo(24);
        assertThat(Shape.of(2, 0, 4).elements()).isZero();
        assertThat(Shape.of(Long.MAX_VALUE, 0).elements()).isZero();
        assertThat(Shape.of(Long.MAX_VALUE, 1).elements()).isEqualTo(Long.MAX_VALUE);
        assertThat(Shape.of().elements()).isEqualTo(1);
    }

    @Test
    void mayBeOpen() {
        var open = Shape.of(Shape.ANY, 0, 3);

        assertThat(open.isFixed()).isFalse();
        assertThat(open).hasToString("[-1, 0, 3]");
        assertThat(Shape.of(0, 3).isFixed()).isTrue();
    }

    @Test
    void doesNotChangeWithTheArraysGivenAndTaken() {
        long[] dimensions = {2, 3};
        var shape = Shape.of(dimensions);

        dimensions[0] = 9;
        shape.dimensions()[1] = 9;

        assertThat(shape).isEqualTo(Shape.of(2, 3)).hasSameHashCodeAs(Shape.of(2, 3));
        assertThat(shape.dimension(0)).isEqualTo(2);
        assertThat(shape.rank()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void everyDatatypeIsFoundByItsName(DataType type) {
        assertThat(DataType.of(type.name())).isSameAs(type);
        assertThat(type.byteSize().isEmpty()).isEqualTo(type == DataType.BYTES);
    }
}
