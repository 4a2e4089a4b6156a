package io.forge.plugin;

import io.forge.Forge;
import io.forge.testkit.Client;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** Clients that ask one handler again and again, each on a connection that it keeps. */
final class Load implements AutoCloseable {

    private final AtomicBoolean stopped = new AtomicBoolean();
    private final Set<String> answers = ConcurrentHashMap.newKeySet();
    private final List<Thread> clients = new ArrayList<>();

    static Load on(Forge forge, String path, int clients) {
        var load = new Load();
        for (int i = 0; i < clients; i++) {
            var thread = new Thread(() -> load.ask(forge, path));
            thread.start();
            load.clients.add(thread);
        }
        return load;
    }

    private void ask(Forge forge, String path) {
        try (var client = Client.to(forge)) {
            while (!stopped.get()) {
                var answer = client.post(path, "").answer();
                answers.add(answer.status() + " " + answer.body());
            }
        } catch (RuntimeException e) {
            answers.add(e.toString());
        }
    }

    /** What has been answered: status and body. */
    Set<String> stop() throws InterruptedException {
        stopped.set(true);
        for (var client : clients) {
            client.join();
        }
        return answers;
    }

    @Override
    public void close() {
        stopped.set(true);
    }
}
