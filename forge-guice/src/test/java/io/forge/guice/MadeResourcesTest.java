package io.forge.guice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.google.inject.AbstractModule;
import com.google.inject.Binder;
import com.google.inject.Module;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.forge.api.HandlerContext;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What Guice makes is closed with the handler, each once, the last first. */
class MadeResourcesTest {

    private static final class Closings {

        private final List<String> names = new ArrayList<>();
    }

    private abstract static class Part implements AutoCloseable {

        private final Closings closings;

        Part(Closings closings) {
            this.closings = closings;
        }

        @Override
        public final void close() {
            closings.names.add(getClass().getSimpleName());
        }
    }

    private static final class Connection extends Part {
        @Inject
        Connection(Closings closings) {
            super(closings);
        }
    }

    private static final class Session extends Part {
        Session(Closings closings) {
            super(closings);
        }
    }

    private static final class Index extends Part {
        @Inject
        Index(Closings closings, HandlerContext context, Connection connection) {
            super(closings);
            context.onClose(() -> closings.names.add("given by Index"));
        }
    }

    private static final class Searching extends Part {

        private final Provider<Session> sessions;

        @Inject
        Searching(Closings closings, Session session, Index index, Provider<Session> sessions) {
            super(closings);
            this.sessions = sessions;
        }
    }

    /** Gives one session out as often as it is asked. */
    private static final class OneSession extends AbstractModule {
        @Provides
        @Singleton
        Session only(Closings closings) {
            return new Session(closings);
        }
    }

    private final Closings closings = new Closings();

    private void bindParts(Binder binder) {
        binder.bind(Closings.class).toInstance(closings);
        binder.bind(Connection.class).in(Singleton.class);
        binder.bind(Index.class);
    }

    @Test
    void closesInReverseOrderWhatPartsAndProvidersMadeAndWhatPartsGaveToTheContext() throws Exception {
        try (var context = new OpenContext()) {
            Bound.of(Searching.class, parts(new OneSession())).create(context);
        }

        assertThat(closings.names)
                .startsWith("Searching", "Index", "given by Index")
                .containsExactlyInAnyOrder("Searching", "Index", "given by Index", "Session", "Connection");
    }

    private Module parts(Module sessions) {
        return binder -> {
            bindParts(binder);
            binder.install(sessions);
        };
    }

    @Test
    void closesOnceWhatAProviderGivesOutOften() throws Exception {
        var session = new Session(closings);
        try (var context = new OpenContext()) {
            Bound.of(Searching.class, parts(binder -> binder.bind(Session.class).toProvider(() -> session)), made -> {
                        assertThat(made.sessions.get()).isSameAs(session);
                        return null;
                    })
                    .create(context);
        }

        assertThat(closings.names).containsOnlyOnce("Session");
    }

    @Test
    void leavesWhatItHasNotMade() throws Exception {
        try (var context = new OpenContext()) {
            Bound.of(Searching.class, parts(binder -> binder.bind(Session.class).toInstance(new Session(closings))))
                    .create(context);
        }

        assertThat(closings.names).doesNotContain("Session").contains("Searching");
    }

    @Test
    void leavesWhatIsMadeDuringCallsToWhoeverAsksForIt() throws Exception {
        var searching = new ArrayList<Searching>();
        try (var context = new OpenContext()) {
            Bound.of(
                            Searching.class,
                            parts(binder -> binder.bind(Session.class).toProvider(() -> new Session(closings))),
                            made -> {
                                searching.add(made);
                                return null;
                            })
                    .create(context);
            searching.get(0).sessions.get();
        }

        assertThat(closings.names).containsOnlyOnce("Session");
    }

    private static final class Broken {
        @Inject
        Broken(Index index) {
            throw new IllegalStateException("The index is of another version");
        }
    }

    @Test
    void closesWhatHasBeenMadeWhereThePartAfterItCannotBe() throws Exception {
        try (var context = new OpenContext()) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> Bound.of(Broken.class, this::bindParts).create(context))
                    .withMessage("The index is of another version");
        }

        assertThat(closings.names).containsExactly("Index", "given by Index", "Connection");
    }
}
