package io.forge.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.forge.Forge;
import io.forge.ForgeBuilder;
import io.forge.ForgeStartException;
import io.forge.ServedHandler;
import io.forge.api.Dispatch;
import io.forge.api.Handler;
import io.forge.testkit.Modes;
import org.junit.jupiter.api.Test;

/** Where a handler runs: what is configured goes before what it asks for, and that before its shape's default. */
class DispatchChoiceTest {

    private static final Handler<String, String> ECHO = Handler.unary(String.class, String.class, (text, call) -> text);

    private static final Handler<String, String> STREAM =
            Handler.streaming(String.class, String.class, (text, sink, call) -> sink.send(text));

    @Test
    void aUnaryHandlerThatAsksForNothingRunsOnTheWorker() {
        assertThat(dispatchOf(serving(ECHO))).isEqualTo(Dispatch.WORKER);
    }

    @Test
    void aHandlerRunsWhereItAsksToRun() {
        assertThat(dispatchOf(serving(ECHO.on(Dispatch.SERIAL)))).isEqualTo(Dispatch.SERIAL);
    }

    @Test
    void theServersModeGoesBeforeWhatAHandlerAsksFor() {
        assertThat(dispatchOf(serving(ECHO.on(Dispatch.SERIAL)).dispatch(Dispatch.THREAD)))
                .isEqualTo(Dispatch.THREAD);
    }

    @Test
    void aHandlersOwnSectionGoesBeforeTheServersMode() {
        assertThat(dispatchOf(serving(ECHO).dispatch(Dispatch.THREAD).set("handlers.echo.dispatch", "event-loop")))
                .isEqualTo(Dispatch.EVENT_LOOP);
    }

    @Test
    void autoTakesAVirtualThreadWhereThisJavaHasThemAndElseAWorker() {
        var expected = Modes.haveVirtualThreads() ? Dispatch.VIRTUAL : Dispatch.WORKER;

        assertThat(dispatchOf(serving(ECHO.on(Dispatch.VIRTUAL)))).isEqualTo(expected);
        assertThat(dispatchOf(serving(STREAM))).isEqualTo(expected);
    }

    @Test
    void anExplicitVirtualIsAnErrorThatSaysWhatToDoWhereThisJavaHasNone() {
        var builder = serving(ECHO).dispatch(Dispatch.VIRTUAL);

        if (Modes.haveVirtualThreads()) {
            assertThat(dispatchOf(builder)).isEqualTo(Dispatch.VIRTUAL);
        } else {
            assertThat(catchThrowable(builder::start))
                    .isInstanceOf(ForgeStartException.class)
                    .hasMessage("Handler 'echo' cannot be served. Dispatch virtual needs Java 21 or later and this is"
                            + " Java %s: use dispatch auto or worker, or start Forge with a newer Java"
                                    .formatted(Runtime.version()));
        }
    }

    @Test
    void aStreamIsRefusedOnTheEventLoop() {
        assertThat(catchThrowable(serving(STREAM.on(Dispatch.EVENT_LOOP))::start))
                .isInstanceOf(ForgeStartException.class)
                .hasMessage("Handler 'echo' cannot be served. Its code streams, which waits for slow clients and would"
                        + " hold the event loop: use dispatch virtual, worker or thread");
    }

    private static ForgeBuilder serving(Handler<?, ?> handler) {
        return Forge.builder().port(0).handler("echo", handler);
    }

    private static Dispatch dispatchOf(ForgeBuilder builder) {
        try (Forge forge = builder.start()) {
            return forge.handlers().stream()
                    .map(ServedHandler::dispatch)
                    .findFirst()
                    .orElseThrow();
        }
    }
}
