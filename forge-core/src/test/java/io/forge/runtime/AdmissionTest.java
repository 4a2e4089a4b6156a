package io.forge.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.forge.api.Handler;
import io.forge.json.JsonCodecs;
import io.forge.runtime.Admission.Verdict;
import io.forge.runtime.Lifecycle.Phase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

/** Who may begin a call, and that whoever may not has taken nothing. */
class AdmissionTest {

    private static final long MAX_BODY = 100;

    private final Lifecycle lifecycle = new Lifecycle();
    private final Admission admission = new Admission(150, CallObserver.NONE, lifecycle);
    private final ServableRegistry registry = new ServableRegistry();
    private final Servable<?, ?> servable = servable();

    private static Servable<?, ?> servable() {
        Executor direct = Runnable::run;
        var supervisor = new CallSupervisor(System::nanoTime, Duration.ofSeconds(1));
        return new ServableFactory(
                        new Dispatchers(direct, direct, supervisor, DispatchConfig.defaults()),
                        new PlainCodecs(new JsonCodecs(MAX_BODY)),
                        new ServableFactory.Defaults(MAX_BODY, Duration.ofSeconds(1)))
                .create(
                        "echo",
                        Servable.ONLY_VERSION,
                        Handler.unary(String.class, String.class, (text, call) -> text),
                        ServableFactory.Settings.NONE);
    }

    private void retire() {
        registry.add(servable);
        registry.change(List.of(servable), List.of());
    }

    @Test
    void admitsWhatFitsAndTakesAPermitForIt() {
        assertThat(admission.admit(servable, MAX_BODY, MAX_BODY)).isEqualTo(Verdict.ADMITTED);
        assertThat(servable.lane().permitsInUse()).isEqualTo(1);
    }

    @Test
    void takesNoPermitWithoutRoomForTheBody() {
        admission.admit(servable, MAX_BODY, MAX_BODY);

        assertThat(admission.admit(servable, MAX_BODY, MAX_BODY)).isEqualTo(Verdict.NO_ROOM);
        assertThat(servable.lane().permitsInUse()).isEqualTo(1);
        admission.release(MAX_BODY);
        assertThat(admission.admit(servable, MAX_BODY, MAX_BODY)).isEqualTo(Verdict.ADMITTED);
    }

    @Test
    void takesNoRoomWithoutAPermit() {
        for (int call = 0; call < servable.lane().permits(); call++) {
            admission.admit(servable, 0, MAX_BODY);
        }

        assertThat(admission.admit(servable, MAX_BODY, MAX_BODY)).isEqualTo(Verdict.NO_PERMIT);
        assertThat(admission.tryReserve(150)).isTrue();
    }

    @Test
    void refusesABodyThatIsTooLarge() {
        assertThat(admission.admit(servable, MAX_BODY + 1, MAX_BODY)).isEqualTo(Verdict.TOO_LARGE);
        assertThat(servable.lane().permitsInUse()).isZero();
    }

    @Test
    void hasARetiredHandlerLookedUpAgainWhateverItsLimitsWere() {
        retire();

        assertThat(admission.admit(servable, 0, MAX_BODY)).isEqualTo(Verdict.RETIRED);
        assertThat(admission.admit(servable, MAX_BODY + 1, MAX_BODY)).isEqualTo(Verdict.RETIRED);
    }

    @Test
    void admitsThoseWhoAreConnectedWhileItDrains() {
        lifecycle.advance(Phase.DRAINING);

        assertThat(admission.admit(servable, 0, MAX_BODY)).isEqualTo(Verdict.ADMITTED);
        assertThat(admission.admitRead(servable, 0, MAX_BODY)).isEqualTo(Verdict.GOING_DOWN);
    }

    @Test
    void admitsNobodyWhenTheDrainIsOver() {
        lifecycle.advance(Phase.ENDING);

        assertThat(admission.admit(servable, 0, MAX_BODY)).isEqualTo(Verdict.GOING_DOWN);
        assertThat(admission.admitRead(servable, 0, MAX_BODY)).isEqualTo(Verdict.GOING_DOWN);
    }
}
