package io.forge.guice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.inject.AbstractModule;
import com.google.inject.Module;
import com.google.inject.PrivateModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.matcher.Matchers;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What cannot be injected is told in a line for each fault. */
class FaultsTest {

    private static final String HERE = FaultsTest.class.getName();

    private interface Tokenizer {}

    private static final class Spaces implements Tokenizer {}

    private record Limit(int most) {}

    private static final class Summary {
        @Inject
        Summary(Tokenizer tokenizer, @Named("short") Limit limit) {}
    }

    private static final class Counter {
        @Inject
        Counter(Tokenizer tokenizer) {}
    }

    private static String messageOf(Class<?> handlerClass, Module parts) {
        var refusal = faultOf(handlerClass, parts);
        assertThat(refusal).isExactlyInstanceOf(IllegalStateException.class).hasNoCause();
        return refusal.getMessage();
    }

    private static Throwable faultOf(Class<?> handlerClass, Module parts) {
        return catchThrowable(() -> Bound.of(handlerClass, parts).create(new OpenContext()));
    }

    @Test
    void namesWhatIsNotBoundAndWhoAsksForIt() {
        assertThat(messageOf(Counter.class, binder -> {}))
                .isEqualTo("No implementation for %s$Tokenizer was bound; asked for by the constructor of %s$Counter"
                        .formatted(HERE, HERE));
    }

    @Test
    void hasALineForEachThing() {
        assertThat(messageOf(Summary.class, binder -> binder.bind(Counter.class))
                        .lines())
                .containsExactlyInAnyOrder(
                        "No implementation for %s$Tokenizer was bound; asked for by the constructor of %s$Summary"
                                .formatted(HERE, HERE),
                        "No implementation for %s$Limit annotated with @com.google.inject.name.Named(\"short\") was bound; asked for by the constructor of %s$Summary"
                                .formatted(HERE, HERE),
                        "No implementation for %s$Tokenizer was bound; asked for by the constructor of %s$Counter"
                                .formatted(HERE, HERE));
    }

    @Test
    void namesAProviderMethodThatAsks() {
        var module = new AbstractModule() {
            @Provides
            Counter counter(Tokenizer tokenizer) {
                return new Counter(tokenizer);
            }
        };

        assertThat(messageOf(Spaces.class, module))
                .startsWith("No implementation for %s$Tokenizer was bound; asked for by ".formatted(HERE))
                .endsWith(".counter");
    }

    @Test
    void saysThatSomethingIsBoundTwiceAndWhere() {
        assertThat(messageOf(Spaces.class, binder -> {
                    binder.bind(Tokenizer.class).to(Spaces.class);
                    binder.bind(Tokenizer.class).toInstance(new Spaces());
                }))
                .matches("\\S+FaultsTest\\$Tokenizer was bound multiple times; at \\S+\\(FaultsTest.java:\\d+\\)");
    }

    @Test
    void saysThatTheHandlerClassIsNone() {
        assertThat(messageOf(Tokenizer.class, binder -> {}))
                .isEqualTo(
                        "No implementation for %s$Tokenizer was bound; at %s".formatted(HERE, Bound.class.getName()));
        assertThat(messageOf(Limit.class, binder -> {}))
                .isEqualTo("No injectable constructor for type %s$Limit; at %s".formatted(HERE, Bound.class.getName()));
    }

    private static final class Hen {
        @Inject
        Hen(Egg egg) {}
    }

    private static final class Egg {
        @Inject
        Egg(Hen hen) {}
    }

    @Test
    void namesACircle() {
        assertThat(messageOf(Hen.class, binder -> binder.bind(Egg.class)))
                .isEqualTo(
                        "Found a circular dependency involving %s$Hen, and circular dependencies are disabled; asked for by the constructor of %s$Egg"
                                .formatted(HERE, HERE));
    }

    @Test
    void namesAProviderThatGivesNothing() {
        assertThat(messageOf(
                        Counter.class, binder -> binder.bind(Tokenizer.class).toProvider(() -> null)))
                .matches(
                        "null returned by binding at \\S+\\(FaultsTest.java:\\d+\\) but the 1st parameter tokenizer of \\S+FaultsTest\\$Counter.<init>\\(FaultsTest.java:\\d+\\) is not @Nullable; .*");
    }

    @Test
    void refusesInterceptorsWhereverTheyAreBound() {
        Module intercepting =
                binder -> binder.bindInterceptor(Matchers.any(), Matchers.any(), invocation -> invocation.proceed());
        Module hidden = new PrivateModule() {
            @Override
            protected void configure() {
                install(intercepting);
            }
        };
        for (var module : new Module[] {intercepting, hidden}) {
            assertThat(messageOf(Spaces.class, module))
                    .matches("Interceptors are refused, as Forge makes no classes at run time: remove bindInterceptor,"
                            + " and bind a class that does before and after what the interceptor did;"
                            + " at \\S+\\(FaultsTest.java:\\d+\\)");
        }
    }

    private static final class Model {
        @Inject
        Model() throws IOException {
            throw new IOException("model.bin has 3 bytes");
        }
    }

    private static final class Missing {
        @Inject
        Missing() {
            throw new NoClassDefFoundError("demo/Missing");
        }
    }

    @Test
    void throwsWhatAPartThrewAsItIs() {
        assertThat(faultOf(Model.class, binder -> {}))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("model.bin has 3 bytes");
        assertThat(faultOf(Spaces.class, binder -> binder.bind(Model.class).in(Singleton.class)))
                .isExactlyInstanceOf(IOException.class);
        assertThat(faultOf(Missing.class, binder -> {})).isExactlyInstanceOf(NoClassDefFoundError.class);
    }

    @Test
    void hasALineForEachPartThatThrew() {
        assertThat(messageOf(Spaces.class, binder -> {
                            binder.bind(Model.class).in(Singleton.class);
                            binder.bind(Missing.class).in(Singleton.class);
                        })
                        .lines())
                .containsExactlyInAnyOrder(
                        "java.io.IOException: model.bin has 3 bytes; in the constructor of %s$Model".formatted(HERE),
                        "java.lang.NoClassDefFoundError: demo/Missing; in the constructor of %s$Missing"
                                .formatted(HERE));
    }

    @Test
    void throwsWhatConfigureThrewAsItIs() {
        var failure = new UnsupportedOperationException("not on this machine");

        assertThat(faultOf(Spaces.class, binder -> {
                    throw failure;
                }))
                .isSameAs(failure);
    }

    @Test
    void tellsWhatAModuleComplainsOf() {
        assertThat(messageOf(Spaces.class, binder -> binder.addError("The model %s is not here", "m")))
                .matches("The model m is not here; at \\S+\\(FaultsTest.java:\\d+\\)");
    }
}
