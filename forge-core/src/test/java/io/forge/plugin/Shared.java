package io.forge.plugin;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

/** What a test shares with the code of its plugins, which sees no class of the test: things of the JDK, by name. */
final class Shared implements AutoCloseable {

    /** What a plugin's source asks for them with. */
    static final String SOURCE = """
            package demo;
            import java.util.Queue;
            import java.util.concurrent.CountDownLatch;
            public class Shared {
                public static void countDown(String name) { ((CountDownLatch) get(name)).countDown(); }
                public static void await(String name) throws InterruptedException { ((CountDownLatch) get(name)).await(); }
                @SuppressWarnings("unchecked")
                public static void say(String word) { ((Queue<String>) get("said")).add(word); }
                private static Object get(String name) { return System.getProperties().get("forge.test." + name); }
            }
            """;

    private static final String PREFIX = "forge.test.";

    final CountDownLatch entered = shared("entered", new CountDownLatch(1));
    final CountDownLatch opened = shared("opened", new CountDownLatch(1));

    /** What the plugins' code has said. */
    final Queue<String> said = shared("said", new ConcurrentLinkedQueue<>());

    private static <T> T shared(String name, T thing) {
        System.getProperties().put(PREFIX + name, thing);
        return thing;
    }

    /** Lets go of who still waits. */
    @Override
    public void close() {
        opened.countDown();
        for (String name : new String[] {"entered", "opened", "said"}) {
            System.getProperties().remove(PREFIX + name);
        }
    }
}
