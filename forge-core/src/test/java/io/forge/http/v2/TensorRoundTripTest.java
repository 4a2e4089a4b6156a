package io.forge.http.v2;

import static org.assertj.core.api.Assertions.assertThat;

import io.forge.http.v2.RandomTensors.Values;
import io.forge.http.v2.RequestWriter.Request;
import io.forge.http.v2.RequestWriter.Sent;
import io.forge.tensor.Tensors;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Tensors at random, there and back: what comes back is what was sent, bit for bit.
 *
 * <p>The same requests in each build. A failure tells its seed; {@code -Dforge.fuzz.seed=N -Dforge.fuzz.requests=1} is that
 * request alone.
 */
class TensorRoundTripTest {

    private static final long FIRST_SEED = Long.getLong("forge.fuzz.seed", 0);
    private static final long REQUESTS = Long.getLong("forge.fuzz.requests", 600);

    @RegisterExtension
    static final InferenceServer SERVER = new InferenceServer();

    private enum Way {
        JSON_TO_JSON,
        JSON_TO_BYTES,
        BYTES_TO_JSON,
        BYTES_TO_BYTES,
        MIXED;

        private boolean bytesIn(SplittableRandom random) {
            return switch (this) {
                case JSON_TO_JSON, JSON_TO_BYTES -> false;
                case BYTES_TO_JSON, BYTES_TO_BYTES -> true;
                case MIXED -> random.nextBoolean();
            };
        }

        private boolean bytesOut(SplittableRandom random) {
            return switch (this) {
                case JSON_TO_JSON, BYTES_TO_JSON -> false;
                case JSON_TO_BYTES, BYTES_TO_BYTES -> true;
                case MIXED -> random.nextBoolean();
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void givesBackEachBit(Way way) {
        try (var client = new KeptClient(SERVER)) {
            for (long seed = FIRST_SEED; seed < FIRST_SEED + REQUESTS; seed++) {
                givesBackEachBit(client, way, seed);
            }
        }
    }

    private static void givesBackEachBit(KeptClient client, Way way, long seed) {
        var request = request(way, seed);
        var expected = Tensors.builder();
        request.answered().forEach(sent -> expected.add(sent.name(), sent.tensor()));
        try {
            var answer = client.post(
                    InferenceServer.ECHO,
                    request.binary().length == 0
                            ? ""
                            : "Inference-Header-Content-Length: %s\r\n".formatted(request.json().length),
                    InferenceServer.join(request.json(), request.binary()));
            assertThat(answer.status()).as(answer.json()).isEqualTo(200);
            assertThat(AnswerReader.read(answer.json(), answer.binary()).equals(expected.build()))
                    .as("what was sent comes back in " + answer.json())
                    .isTrue();
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError(
                    "-Dforge.fuzz.seed=%s -Dforge.fuzz.requests=1, %s: %s"
                            .formatted(seed, way, new String(request.json(), StandardCharsets.UTF_8)),
                    e);
        }
    }

    private static Request request(Way way, long seed) {
        var random = new SplittableRandom(seed);
        var tensors = new RandomTensors(random);
        List<Sent> inputs = new ArrayList<>();
        for (String name : tensors.names(random.nextInt(5))) {
            boolean bytesIn = way.bytesIn(random);
            boolean bytesOut = way.bytesOut(random);
            inputs.add(new Sent(name, tensors.next(bytesIn && bytesOut ? Values.ANY : Values.JSON), bytesIn, bytesOut));
        }
        return new RequestWriter(random).write(inputs);
    }
}
