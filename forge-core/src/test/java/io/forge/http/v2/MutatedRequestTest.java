package io.forge.http.v2;

import static io.forge.http.v2.InferenceServer.ECHO;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.forge.http.v2.InferenceServer.Inferred;
import io.forge.http.v2.RequestMutator.Mutated;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Requests that are valid but for a few bytes: each is answered, as one that is valid or with what is wrong, and so is the
 * next one.
 *
 * <p>The same requests in each build. A failure tells its seed; {@code -Dforge.fuzz.seed=N -Dforge.fuzz.requests=1} is that
 * request alone.
 */
class MutatedRequestTest {

    private static final long FIRST_SEED = Long.getLong("forge.fuzz.seed", 0);
    private static final long REQUESTS = Long.getLong("forge.fuzz.requests", 12_000);

    @RegisterExtension
    static final InferenceServer SERVER = new InferenceServer();

    @Test
    void answersWhateverHasChanged() {
        try (var client = new KeptClient(SERVER)) {
            for (long seed = FIRST_SEED; seed < FIRST_SEED + REQUESTS; seed++) {
                var mutated = new RequestMutator(new SplittableRandom(seed)).next();
                try {
                    requireAnswer(client, mutated);
                } catch (RuntimeException | AssertionError e) {
                    throw new AssertionError(
                            "-Dforge.fuzz.seed=%s -Dforge.fuzz.requests=1: %s".formatted(seed, mutated), e);
                }
            }
        }
    }

    @Test
    void refusesARequestThatIsCutAnywhere() {
        try (var client = new KeptClient(SERVER)) {
            for (var valid : RequestMutator.valid()) {
                String all = valid.json().strip() + valid.binary();
                for (int end = 0; all.length() < 160 && end < all.length(); end++) {
                    int jsonEnd = Math.min(end, valid.json().strip().length());
                    var cut = new Mutated(
                            all.substring(0, jsonEnd),
                            all.substring(jsonEnd, end),
                            end == jsonEnd ? "" : String.valueOf(jsonEnd));

                    var answer = requireAnswer(client, cut);

                    assertThat(answer.status()).as("%s", cut).isEqualTo(400);
                }
            }
        }
    }

    private static Inferred requireAnswer(KeptClient client, Mutated request) {
        var answer = client.post(ECHO, request.headers(), request.body());
        if (answer.status() == 200) {
            AnswerReader.read(answer.json(), answer.binary());
            return answer;
        }
        // A server without classification says so; nothing else of this protocol is not implemented.
        boolean classifies = answer.status() == 501 && request.json().contains("classification");
        assertThat(answer.status() == 400 || classifies).as("%s", answer.raw()).isTrue();
        assertThat(answer.raw().header("Content-Type")).hasValue("application/json");
        var error = AnswerReader.object(answer.json());
        assertThat(error).containsOnlyKeys("error");
        assertThat(error.get("error"))
                .isInstanceOfSatisfying(
                        String.class,
                        text -> assertThat(text)
                                .isNotBlank()
                                .matches(UTF_8.newEncoder()::canEncode, "has no half of a surrogate pair"));
        return answer;
    }
}
