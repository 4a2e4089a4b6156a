package io.forge.bench.study;

import io.forge.bench.Peer;
import io.forge.bench.Server;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The servers of the study that this machine has, and why it lacks the others. */
final class Participants {

    static final String FORGE_EVENT_LOOP = "Forge event-loop";
    static final String FORGE_VIRTUAL = "Forge virtual";
    static final String UNDERTOW_IO = "Undertow io";
    static final String UNDERTOW_VIRTUAL = "Undertow virtual";
    static final String VERTX = "Vert.x";

    /** What every JVM gets: the usual flags, and what lets Forge's virtual threads start in place, as its launcher does. */
    static final List<String> FLAGS = Stream.concat(
                    Server.FLAGS.stream(), Stream.of("--add-opens=java.base/java.lang=ALL-UNNAMED"))
            .toList();

    /** What the servers say of errors. */
    static final Path LOGS = Path.of("target", "study");

    private static final int VIRTUAL_SINCE = 21;

    private final List<Participant> present = new ArrayList<>();
    private final List<String> absent = new ArrayList<>();

    private Participants() {}

    /** All that can be started here, those next to each other that are compared most. */
    static Participants find() throws IOException {
        Files.createDirectories(LOGS);
        var all = new Participants();
        all.addPython();
        all.addForge("event-loop");
        all.addUndertow("io");
        all.addJvm(VERTX, "vertx", "VertxServer");
        all.addForge("worker");
        all.addUndertow("worker");
        all.addVirtual();
        all.addForge("thread");
        all.addForge("serial");
        all.addOthers();
        return all;
    }

    private void addPython() {
        if (isInstalled("python3")) {
            addFixed("Python sequential", Family.PYTHON, "python3", "peers/python/sequential.py");
            add("Python threaded", Family.PYTHON, "python3", "peers/python/threaded.py");
            add("Python asyncio", Family.PYTHON, "python3", "peers/python/event_loop.py");
        } else {
            absent.add("The study's three servers need Python 3, which is not installed.");
        }
    }

    private void addVirtual() throws IOException {
        if (Runtime.version().feature() < VIRTUAL_SINCE) {
            absent.add("Virtual threads, and with them Helidon, need Java %d or later; this is %d."
                    .formatted(VIRTUAL_SINCE, Runtime.version().feature()));
            return;
        }
        addForge("virtual");
        addUndertow("virtual");
        addJvm("Helidon", "helidon", "HelidonServer");
    }

    private void addOthers() throws IOException {
        addJvm("Javalin", "javalin", "JavalinServer");
        if (!isInstalled("node")) {
            absent.add("Fastify needs Node, which is not installed.");
        } else if (!Files.exists(Path.of("peers", "fastify", "node_modules"))) {
            absent.add("Fastify could not be installed.");
        } else {
            add("Fastify", Family.OTHER, "node", "peers/fastify/server.js");
        }
        if (isInstalled("nginx") || Files.isExecutable(Path.of("/usr/sbin/nginx"))) {
            addFixed("nginx, fixed answer", Family.OTHER, "peers/nginx/start");
        } else {
            absent.add("nginx, which sends a fixed answer, is not installed.");
        }
    }

    private void addForge(String dispatch) {
        add("Forge " + dispatch, Family.FORGE, true, Server.command(Peer.forge(dispatch), FLAGS));
    }

    private void addUndertow(String mode) throws IOException {
        var peer = Peer.bare(mode.equals("io") ? "reverse" : mode);
        add("Undertow " + mode, Family.UNDERTOW, true, Server.command(peer, FLAGS));
    }

    private void addJvm(String name, String module, String main) throws IOException {
        var peer = Peer.of(name, module, "io.forge.bench.%s.%s".formatted(module, main));
        add(name, Family.OTHER, true, Server.command(peer, FLAGS));
    }

    private void add(String name, Family family, String... command) {
        add(name, family, true, new ProcessBuilder(command));
    }

    private void addFixed(String name, Family family, String... command) {
        add(name, family, false, new ProcessBuilder(command));
    }

    private void add(String name, Family family, boolean sleeps, ProcessBuilder command) {
        var log = LOGS.resolve(name.replaceAll("\\W+", "-") + ".log").toFile();
        command.redirectError(ProcessBuilder.Redirect.appendTo(log));
        present.add(new Participant(name, family, sleeps, () -> Server.start(name, command)));
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /** Those that take part. */
    List<Participant> all() {
        return List.copyOf(present);
    }

    /** Those of them that are like this. */
    List<Participant> those(Predicate<Participant> which) {
        return present.stream().filter(which).toList();
    }

    /** Those of these names that take part, in their order. */
    List<Participant> named(String... names) {
        return Stream.of(names)
                .flatMap(name -> present.stream().filter(one -> one.name().equals(name)))
                .toList();
    }

    /** A sentence for each that does not. */
    List<String> absent() {
        return List.copyOf(absent);
    }
}
