package io.forge.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forge.api.ErrorCode;
import io.forge.api.ForgeException;
import io.forge.runtime.Admission;
import io.forge.runtime.CallObserver;
import io.forge.runtime.Lifecycle;
import io.forge.testkit.Compressed;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** What the inflation of a body holds of the memory for bodies. */
class BodyInflationTest {

    private static final int MEMORY = 1 << 20;

    private final Admission admission = new Admission(MEMORY, CallObserver.NONE, new Lifecycle());
    private final BodyInflation inflation = new BodyInflation(ContentCoding.GZIP, admission);

    private void assertHolds(int bytes) {
        assertThat(admission.tryReserve(MEMORY - bytes + 1)).isFalse();
        assertThat(admission.tryReserve(MEMORY - bytes)).isTrue();
        admission.release(MEMORY - bytes);
    }

    @Test
    void holdsWhatItHasInflatedUntilItIsReleased() {
        byte[] body = "a".repeat(100_000).getBytes(US_ASCII);

        var inflated = inflation.inflate(ByteBuffer.wrap(Compressed.gzip(body)), MEMORY);

        assertThat(inflated).isEqualTo(ByteBuffer.wrap(body));
        assertHolds(inflated.array().length);
        inflation.release();
        assertHolds(0);
        inflation.release();
        assertHolds(0);
    }

    /** What a body says in its last bytes, its length, is believed by nobody. */
    @Test
    void holdsLittleForABodyThatPromisesMuch() {
        byte[] body = Compressed.gzip(new byte[] {1, 2, 3});
        body[body.length - 2] = 0x0F;

        assertThatThrownBy(() -> inflation.inflate(ByteBuffer.wrap(body), MEMORY))
                .hasMessageContaining("incorrect length check");
        assertHolds(1 << 10);
    }

    /** As when a deadline ends the call while its body is inflated on another thread. */
    @Test
    void takesNothingMoreOnceItIsStopped() {
        inflation.stop();

        assertThatThrownBy(() -> inflation.inflate(ByteBuffer.wrap(Compressed.gzip(new byte[1])), MEMORY))
                .isInstanceOfSatisfying(
                        ForgeException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.CANCELLED));
        assertHolds(0);
    }

    @Test
    void givesBackWhatItHeldWhereThereIsNoRoomForMore() {
        assertThat(admission.tryReserve(MEMORY / 2)).isTrue();

        assertThatThrownBy(() -> inflation.inflate(ByteBuffer.wrap(Compressed.gzip(new byte[MEMORY])), MEMORY))
                .isInstanceOfSatisfying(
                        ForgeException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.OVERLOADED));
        inflation.release();
        admission.release(MEMORY / 2);
        assertHolds(0);
    }
}
