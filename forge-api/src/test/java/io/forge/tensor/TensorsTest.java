package io.forge.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TensorsTest {

    private static final Tensor IDS = Tensor.of(DataType.INT64, Shape.of(2, 2), new long[] {1, 2, 3, 4});
    private static final Tensor TEXTS = Tensor.of(DataType.BYTES, Shape.of(2), List.of("a", "bb"));

    @Test
    void areFoundByName() {
        var tensors = Tensors.of("z", IDS, "a", TEXTS);

        assertThat(tensors.get("a")).isSameAs(TEXTS);
        assertThat(tensors.find("z")).containsSame(IDS);
        assertThat(tensors.find("b")).isEmpty();
    }

    @Test
    void keepTheirOrder() {
        var tensors = Tensors.of("z", IDS, "a", TEXTS, "m", IDS);

        assertThat(tensors.names()).containsExactly("z", "a", "m");
        assertThat(tensors.size()).isEqualTo(3);
        assertThat(tensors).hasToString("{z: INT64[2, 2], a: BYTES[2], m: INT64[2, 2]}");
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> tensors.names().add("b"));
    }

    @Test
    void areIndependentOfTheirBuilder() {
        var builder = Tensors.builder().add("a", IDS);
        var tensors = builder.build();

        builder.add("b", TEXTS);

        assertThat(tensors.names()).containsExactly("a");
        assertThat(builder.build().names()).containsExactly("a", "b");
    }

    @Test
    void areEqualByNamesOrderAndTensors() {
        var tensors = Tensors.of("a", IDS, "b", TEXTS);

        assertThat(tensors)
                .isEqualTo(Tensors.of("a", IDS.slice(0, 2), "b", TEXTS))
                .hasSameHashCodeAs(Tensors.of("a", IDS.slice(0, 2), "b", TEXTS))
                .isNotEqualTo(Tensors.of("b", TEXTS, "a", IDS))
                .isNotEqualTo(Tensors.of("a", IDS))
                .isNotEqualTo(Tensors.of("a", IDS, "b", IDS));
    }

    @Test
    void aRowIsOneOfEachTensor() {
        var tensors = Tensors.of("ids", IDS, "texts", TEXTS);

        var second = tensors.slice(1, 2);

        assertThat(tensors.rows()).isEqualTo(2);
        assertThat(second.get("ids").longs()).containsExactly(3, 4);
        assertThat(second.get("texts").strings()).containsExactly("bb");
    }

    @Test
    void rowsPutTogetherAreTheWholeWhateverTheOrderOfTheNames() {
        var tensors = Tensors.of("ids", IDS, "texts", TEXTS);
        var first = tensors.slice(0, 1);
        var second = tensors.slice(1, 2);

        var whole = Tensors.concat(List.of(first, Tensors.of("texts", second.get("texts"), "ids", second.get("ids"))));

        assertThat(whole).isEqualTo(tensors);
        assertThat(Tensors.concat(List.of(tensors))).isSameAs(tensors);
    }

    @Test
    void arePutTogetherInBuffersOfTheCaller() {
        var sizes = new ArrayList<Integer>();
        var tensors = Tensors.of("ids", IDS, "texts", TEXTS);

        var whole = Tensors.concat(List.of(tensors), size -> {
            sizes.add(size);
            return ByteBuffer.allocateDirect(size);
        });

        assertThat(whole).isEqualTo(tensors);
        assertThat(whole.get("ids").bytes().isDirect()).isTrue();
        assertThat(sizes).containsExactly(32, 11);
    }

    @Test
    void mayHaveParametersBesideThem() {
        var plain = Tensors.of("ids", IDS);
        var tensors = plain.withParameters(Map.of("model", "a", "sure", true, "tokens", 7, "score", 0.5));

        assertThat(tensors.parameters())
                .containsOnly(entry("model", "a"), entry("sure", true), entry("tokens", 7), entry("score", 0.5));
        assertThat(tensors.get("ids")).isSameAs(IDS);
        assertThat(tensors).isNotEqualTo(plain).isEqualTo(plain.withParameters(tensors.parameters()));
        assertThat(tensors.slice(0, 1).parameters()).isEqualTo(tensors.parameters());
        assertThat(plain.parameters()).isEmpty();
    }

    @Test
    void refuseParametersThatNoProtocolCarries() {
        var tensors = Tensors.of("ids", IDS);

        assertThatThrownBy(() -> tensors.withParameters(Map.of("score", Double.NaN)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Parameter 'score' is NaN: use a String, Boolean, Integer, Long or finite Double");
        assertThatThrownBy(() -> tensors.withParameters(Map.of("list", List.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Parameter 'list' is java.util.");
    }
}
