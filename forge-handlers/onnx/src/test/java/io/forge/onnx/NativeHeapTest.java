package io.forge.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.OS;

final class NativeHeapTest {

    @Test
    void asksTheVirtualMachineWhereItCan() {
        assertThat(NativeHeap.trim().isPresent()).isEqualTo(OS.LINUX.isCurrentOs());
    }
}
