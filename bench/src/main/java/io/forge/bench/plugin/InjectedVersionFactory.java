package io.forge.bench.plugin;

import com.google.inject.Binder;
import io.forge.api.Handler;
import io.forge.guice.GuiceHandlerFactory;
import jakarta.inject.Inject;
import java.util.List;

/** {@code POST /version}: answers with a number that is injected. */
public final class InjectedVersionFactory extends GuiceHandlerFactory<InjectedVersionFactory.Versions> {

    /**
     * What is sent.
     *
     * @param message any text
     * @param numbers any numbers
     */
    public record Question(String message, List<Integer> numbers) {}

    /**
     * What is answered.
     *
     * @param version always 1
     */
    public record Answer(int version) {}

    /** Knows the version. */
    static final class Source {

        int version() {
            return 1;
        }
    }

    /** Answers with the version. */
    static final class Versions {

        private final Source source;

        @Inject
        Versions(Source source) {
            this.source = source;
        }

        Answer answer() {
            return new Answer(source.version());
        }
    }

    /** A factory of the handler {@code version}. */
    public InjectedVersionFactory() {
        super("version", Versions.class);
    }

    @Override
    protected void configure(Binder binder) {
        binder.bind(Source.class).toInstance(new Source());
    }

    @Override
    protected Handler<?, ?> handler(Versions versions) {
        return Handler.unary(Question.class, Answer.class, (question, call) -> versions.answer());
    }
}
