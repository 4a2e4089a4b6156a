package io.forge.cli;

import io.forge.Forge;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code start}: serves handlers until the process is told to stop. */
@Command(
        name = "start",
        description = "Serves handlers until the process gets SIGINT (Ctrl-C) or SIGTERM; calls under way then finish.",
        mixinStandardHelpOptions = true,
        versionProvider = Versions.class,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  forge-cli start --handlers reverse",
            "  forge-cli start --handlers reverse,sleep --port 9000 --dispatch worker",
            "  forge-cli start --host 0.0.0.0          be reachable from other machines",
            "",
            "Exit codes: 0 stopped by a signal, 1 cannot start, 2 wrong command line."
        })
final class StartCommand implements Callable<Integer> {

    private final Logging logging;

    @Option(
            names = "--handlers",
            paramLabel = "NAME",
            split = "\\s*,\\s*",
            description = "What to serve, separated by commas; without it, every handler that is found.")
    private List<String> handlers = List.of();

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "The address to listen on (default: ${DEFAULT-VALUE}).")
    private String host = "";

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8080",
            converter = PortConverter.class,
            description = "The port to listen on; 0 takes a free one (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--dispatch",
            paramLabel = "MODE",
            defaultValue = "auto",
            description = "Where handlers run: auto (each where it asks to), event-loop, worker, virtual, thread or"
                    + " serial (default: ${DEFAULT-VALUE}).")
    private String dispatch = "";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    StartCommand(Logging logging) {
        this.logging = logging;
    }

    @Override
    public Integer call() throws InterruptedException {
        DispatchNames.check(dispatch);
        logging.await();
        var forge = Forge.builder()
                .handlers(handlers.toArray(String[]::new))
                .host(host)
                .port(port)
                .set("dispatch.mode", dispatch)
                .start();
        long ready = System.currentTimeMillis();
        StopOnSignal.install(forge);
        introduce(forge, ready, spec.commandLine().getOut());
        new CountDownLatch(1).await(); // StopOnSignal ends the process.
        return ExitCode.OK;
    }

    private void introduce(Forge forge, long ready, PrintWriter out) {
        if (handlers.isEmpty()) {
            out.println("serving every handler that was found, as --handlers names none");
        }
        HandlerTable.lines(forge.uri(), forge.handlers()).forEach(out::println);
        out.println("ready in " + Uptime.at(ready));
    }
}
