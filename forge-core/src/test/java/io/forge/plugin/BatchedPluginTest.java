package io.forge.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.forge.Forge;
import io.forge.ForgeBuilder;
import io.forge.testkit.Answer;
import io.forge.testkit.Batches;
import io.forge.testkit.Client;
import io.forge.testkit.Latches;
import io.forge.testkit.Log;
import io.forge.testkit.PluginJar;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A plugin's batched handler: all its code runs as the plugin's, and its queue is answered by whoever took the calls in. */
@Timeout(60)
class BatchedPluginTest {

    /** Says whether a plugin's code runs with the plugin's class loader. */
    private static final String CHECK = """
            package demo;
            public class Check {
                public static String now() {
                    var loader = Thread.currentThread().getContextClassLoader();
                    return loader == Check.class.getClassLoader() ? "own" : String.valueOf(loader);
                }
                public static <T> T in(T value) {
                    if (!now().equals("own")) { throw new IllegalStateException("The context class loader is " + now()); }
                    return value;
                }
            }
            """;

    private final Shared shared = new Shared();

    @TempDir
    private Path folder;

    @AfterEach
    void letGo() {
        shared.close();
    }

    private ForgeBuilder forge() {
        return Forge.builder()
                .port(0)
                .set("plugins.watch", false)
                .set("handlers.text.batch.instances", 1)
                .plugins(folder);
    }

    @Test
    void runsEachPartOfItsCodeWithThePluginsClassLoader() {
        PluginJar.serving("text", """
                        return Handler.batched(String.class, String.class, Handler.Prepared.by(
                                (String text, Call call) -> Check.in(text.length()),
                                (Batch<Integer> batch) -> batch.inputs().stream()
                                        .map(length -> length + " " + Check.now()).toList())
                            .with(BatchPolicy.defaults()
                                    .cost((Integer length) -> Check.in(length))
                                    .key((Integer length) -> Check.in("all"))));
                        """).source("demo.Check", CHECK).write(folder.resolve("text.jar"));
        try (var forge = forge().start()) {
            assertThat(Client.ask(forge, "/text", "four").body()).isEqualTo("4 own");
        }
    }

    @Test
    void runsItsCancelActionsWithThePluginsClassLoader() throws Exception {
        PluginJar.serving("text", """
                        return Handler.batched(String.class, String.class, batch -> {
                            batch.onCancel(() -> Shared.say("batch " + Check.now()));
                            batch.call(0).onCancel(() -> { Shared.say("call " + Check.now()); });
                            Shared.countDown("entered");
                            Shared.await("opened");
                            return batch.inputs();
                        });
                        """)
                .source("demo.Check", CHECK)
                .source("demo.Shared", Shared.SOURCE)
                .write(folder.resolve("text.jar"));
        try (var forge = forge().start()) {
            try (var client = Client.to(forge)) {
                client.post("/text", "a");
                Latches.await(shared.entered);
            }
            Latches.awaitUntil(() -> shared.said.size() == 2);
            assertThat(shared.said).containsExactlyInAnyOrder("batch own", "call own");
        }
    }

    private Path old() {
        return PluginJar.serving("text", """
                        context.onClose(() -> Shared.say("closed"));
                        return Handler.batched(String.class, String.class, batch -> {
                            Shared.countDown("entered");
                            Shared.await("opened");
                            Shared.say("answered " + batch.inputs().size());
                            return batch.inputs().stream().map(text -> "old " + text).toList();
                        });
                        """)
                .source("demo.Shared", Shared.SOURCE)
                .write(folder.resolve("text.jar"));
    }

    private Path fresh() {
        return PluginJar.answering("text", "\"new\"").write(folder.resolve("text.jar"));
    }

    @Test
    void answersTheWholeQueueOfTheOldOneWhileNewCallsGetTheNewOne() throws Exception {
        old();
        try (var log = Log.capture();
                var forge = Forge.builder()
                        .port(0)
                        .set("plugins.watch", false)
                        .plugins(folder)
                        .set("dispatch.mode", "serial")
                        .start();
                var calls = new Batches().callsTo(forge, "text")) {
            calls.run("a").queue("b", "c");
            Latches.await(shared.entered);

            forge.plugins().load(fresh());
            assertThat(Client.ask(forge, "/text", "").body()).isEqualTo("new");
            assertThat(shared.said).isEmpty();

            shared.opened.countDown();
            assertThat(calls.answers()).extracting(Answer::body).containsExactly("old a", "old b", "old c");
            Latches.awaitUntil(() -> forge.plugins().all().size() == 1);
            assertThat(shared.said).containsExactly("answered 1", "answered 2", "closed");
            assertThat(log.messages(Level.WARN)).isEmpty();
        }
    }

    @Test
    void tellsTheQueueThatTheDrainLeavesBehind() throws Exception {
        old();
        try (var log = Log.capture();
                var forge = forge().set("calls.drain", "20ms").start();
                var calls = new Batches().callsTo(forge, "text")) {
            calls.run("a").queue("b", "c");
            Latches.await(shared.entered);
            var jar = folder.resolve("text.jar");
            forge.plugins().unload(jar);

            assertThat(calls.answers()).extracting(Answer::status).containsExactly(503, 503, 503);
            assertThat(shared.said).containsExactly("closed");
            assertThat(log.messages(Level.WARN)).hasSizeLessThanOrEqualTo(2);
        }
    }
}
