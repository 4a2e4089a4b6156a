package io.forge.bench.study;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The machine, the versions and the command of a run. */
final class Environment {

    private static final double GIBIBYTE = 1 << 30;

    /** The JARs that name a peer's version, by the folder of the peer. */
    private static final List<Library> LIBRARIES = List.of(
            new Library("Undertow", "undertow", "undertow-core"),
            new Library("Vert.x", "vertx", "vertx-core"),
            new Library("Helidon", "helidon", "helidon-webserver"),
            new Library("Javalin", "javalin", "javalin"));

    private final List<List<String>> rows;

    private Environment(List<List<String>> rows) {
        this.rows = rows;
    }

    private record Library(String name, String peer, String artifact) {}

    /** What can be seen of it now. */
    static Environment of(String command) throws IOException, InterruptedException {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("command", "`%s`".formatted(command)));
        rows.add(List.of("date", LocalDate.now(ZoneOffset.UTC).toString()));
        add(rows, "commit of Forge", output("git", "rev-parse", "--short=12", "HEAD"));
        rows.add(List.of("processor", processor()));
        rows.add(List.of("memory", memory()));
        rows.add(List.of("system", "%s %s".formatted(property("os.name"), property("os.version"))));
        rows.add(List.of("Java", "%s (%s)".formatted(Runtime.version(), property("java.vm.name"))));
        rows.add(List.of("flags of every JVM", "`%s`".formatted(String.join(" ", Participants.FLAGS))));
        for (var library : LIBRARIES) {
            add(rows, library.name, version(library));
        }
        add(rows, "Fastify", fastify());
        add(rows, "Node", output("node", "--version"));
        add(rows, "Python", output("python3", "--version").replace("Python ", ""));
        add(rows, "nginx", find("nginx/(\\S+)", output("nginx", "-v")));
        add(rows, "wrk", find("(\\d[^ ]*)", output("wrk", "-v")));
        return new Environment(rows);
    }

    private static void add(List<List<String>> rows, String what, String value) {
        if (!value.isEmpty()) {
            rows.add(List.of(what, value));
        }
    }

    private static String property(String name) {
        return System.getProperty(name, "");
    }

    private static String processor() throws IOException {
        int count = Runtime.getRuntime().availableProcessors();
        var info = Path.of("/proc/cpuinfo");
        String model = Files.exists(info) ? find("model name\\s*: (.*)", Files.readString(info)) : "";
        return "%d of %s".formatted(count, model.isEmpty() ? property("os.arch") : model);
    }

    private static String memory() {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return String.format(Locale.ROOT, "%.0f GiB", system.getTotalMemorySize() / GIBIBYTE);
    }

    private static String version(Library library) throws IOException {
        var classPath = Path.of("peers", library.peer, "target", "classpath");
        return Files.exists(classPath)
                ? find("/%s-([0-9][^/:]*)\\.jar".formatted(library.artifact), Files.readString(classPath))
                : "";
    }

    private static String fastify() throws IOException {
        var installed = Path.of("peers", "fastify", "node_modules", "fastify", "package.json");
        return Files.exists(installed) ? find("\"version\": *\"([^\"]*)\"", Files.readString(installed)) : "";
    }

    /** The first line that a program prints that holds a version; nothing where there is no such program. */
    private static String output(String... command) throws InterruptedException {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            process.waitFor();
            return output.lines().findFirst().orElse("").strip();
        } catch (IOException e) {
            return "";
        }
    }

    private static String find(String pattern, String text) {
        var matcher = Pattern.compile(pattern).matcher(text);
        return matcher.find() ? matcher.group(1).strip() : "";
    }

    Table table() {
        return new Table(List.of("", ""), rows);
    }
}
