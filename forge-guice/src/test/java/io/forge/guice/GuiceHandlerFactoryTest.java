package io.forge.guice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.inject.AbstractModule;
import com.google.inject.Binder;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.TypeLiteral;
import io.forge.api.Batch;
import io.forge.api.Call;
import io.forge.api.Dispatch;
import io.forge.api.Handler;
import io.forge.api.Handler.Shape;
import io.forge.api.HandlerContext;
import io.forge.api.Sink;
import io.forge.api.TypeRef;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class GuiceHandlerFactoryTest {

    private interface Words {
        List<String> in(String text);
    }

    private static final class SpacedWords implements Words {
        @Override
        public List<String> in(String text) {
            return List.of(text.split(" "));
        }
    }

    private record Config(int most) {}

    private static final class First {

        private final Words words;
        private final Config config;
        private final HandlerContext context;

        @Inject
        First(Words words, Config config, HandlerContext context) {
            this.words = words;
            this.config = config;
            this.context = context;
        }

        String of(String text) {
            return context.name() + words.in(text).subList(0, config.most());
        }
    }

    private static final class FirstFactory extends GuiceHandlerFactory<First> {

        FirstFactory() {
            super("first", First.class, Config.class);
        }

        @Override
        protected void configure(Binder binder) {
            binder.bind(Words.class).to(SpacedWords.class);
        }

        @Override
        protected Handler<?, ?> handler(First first) {
            return Handler.unary(String.class, String.class, (text, call) -> first.of(text))
                    .on(Dispatch.EVENT_LOOP);
        }
    }

    @Test
    @SuppressWarnings("unchecked")
    void makesAHandlerOfPartsOfTheConfigurationAndOfTheContext() throws Exception {
        var factory = new FirstFactory();
        try (var context = new OpenContext(new Config(2))) {
            var handler = factory.create(context);

            assertThat(factory.name()).isEqualTo("first");
            assertThat(handler).hasToString("UNARY java.lang.String -> java.lang.String");
            assertThat(handler.dispatch()).hasValue(Dispatch.EVENT_LOOP);
            assertThat(((Handler.Unary<String, String>) handler.code()).handle("a b c", null))
                    .isEqualTo("served[a, b]");
        }
    }

    @Test
    void leavesWhatIsWrongWithTheSectionAsItIs() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FirstFactory().create(new OpenContext("wrong")))
                .withMessage("the section is no Config");
    }

    /** Answers in three shapes by what it implements. */
    private static final class Shapes
            implements Handler.Async<String, String>,
                    Handler.Batched<String, String>,
                    Handler.Streaming<String, String> {

        @Override
        public CompletionStage<String> handle(String input, Call call) {
            return CompletableFuture.completedFuture(input);
        }

        @Override
        public List<String> handle(Batch<String> batch) {
            return batch.inputs();
        }

        @Override
        public void handle(String input, Sink<String> sink, Call call) throws InterruptedException {
            sink.send(input);
        }
    }

    @Test
    void answersInEveryShape() throws Exception {
        assertThat(shapeOf(shapes -> Handler.async(String.class, String.class, shapes)))
                .isEqualTo(Shape.ASYNC);
        assertThat(shapeOf(shapes -> Handler.batched(String.class, String.class, shapes)))
                .isEqualTo(Shape.BATCHED);
        assertThat(shapeOf(shapes -> Handler.streaming(String.class, String.class, shapes)))
                .isEqualTo(Shape.STREAMING);
        assertThat(shapeOf(shapes -> Handler.unary(
                        new TypeRef<List<String>>() {}, new TypeRef<List<String>>() {}, (list, call) -> list)))
                .isEqualTo(Shape.UNARY);
    }

    private static Shape shapeOf(Function<Shapes, Handler<?, ?>> handler) throws Exception {
        return Bound.of(Shapes.class, binder -> {}, handler)
                .create(new OpenContext())
                .shape();
    }

    private static final class Keeper {

        private final List<String> kept;

        @Inject
        Keeper(List<String> kept) {
            this.kept = kept;
        }
    }

    private static final class KeptModule extends AbstractModule {
        @Provides
        @Singleton
        List<String> kept() {
            return new ArrayList<>();
        }
    }

    @Test
    void sharesNothingBetweenTwoHandlers() throws Exception {
        var made = new ArrayList<Keeper>();
        var factory = Bound.of(Keeper.class, new KeptModule(), keeper -> {
            made.add(keeper);
            return Handler.unary(String.class, String.class, (text, call) -> text);
        });

        factory.create(new OpenContext());
        factory.create(new OpenContext());

        assertThat(made.get(0).kept).isNotSameAs(made.get(1).kept);
    }

    @Test
    void injectsGenericTypes() throws Exception {
        var names = List.of("a");
        var made = new ArrayList<Keeper>();

        Bound.of(
                        Keeper.class,
                        binder ->
                                binder.bind(new TypeLiteral<List<String>>() {}).toInstance(names),
                        keeper -> {
                            made.add(keeper);
                            return Handler.unary(String.class, String.class, (text, call) -> text);
                        })
                .create(new OpenContext());

        assertThat(made.get(0).kept).isSameAs(names);
    }
}
