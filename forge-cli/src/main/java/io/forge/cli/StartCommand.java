package io.forge.cli;

import io.forge.Forge;
import io.forge.cli.config.Configuration;
import io.forge.cli.config.ConfigurationReader;
import io.forge.cli.config.ServerOptions;
import io.forge.cli.log.Logging;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code start}: serves handlers until the process is told to stop. */
@Command(
        name = "start",
        description = "Serves handlers until the process gets SIGINT (Ctrl-C) or SIGTERM; calls in flight then finish.",
        mixinStandardHelpOptions = true,
        versionProvider = Versions.class,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  forge-cli start --handlers reverse",
            "  forge-cli start --handlers ./Shout.java",
            "  forge-cli start --handlers reverse,sleep --port 9000 --dispatch worker",
            "  forge-cli start --host 0.0.0.0          be reachable from other machines",
            "",
            "Exit codes: 0 stopped by SIGTERM or SIGINT, 1 cannot start, 2 wrong command line, 129 SIGHUP,"
                    + " 130 or 143 ended at once by a second SIGINT or SIGTERM."
        })
final class StartCommand implements Callable<Integer> {

    private final Logging logging;
    private final ConfigurationReader reader;

    @Mixin
    private ServerOptions options = new ServerOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    StartCommand(Logging logging, ConfigurationReader reader) {
        this.logging = logging;
        this.reader = reader;
    }

    @Override
    public Integer call() throws InterruptedException {
        var stop = StopOnSignal.install(logging);
        try {
            serve(stop::own);
        } catch (RuntimeException | Error | InterruptedException e) {
            stop.startFailed();
            if (!stop.isEnding()) {
                throw e;
            }
        }
        while (true) { // StopOnSignal ends the process, and has perhaps interrupted the start.
            Thread.interrupted();
            LockSupport.park();
        }
    }

    /**
     * Starts the server and introduces it.
     *
     * @param owner takes charge of it before anybody learns that it is ready
     */
    Forge serve(Consumer<Forge> owner) throws InterruptedException {
        logging.await();
        var configuration = reader.read(options);
        logging.apply(configuration.values().log());
        var forge = configuration.open(
                builder -> builder.loggerLevels(logging.levels()).start());
        long ready = System.currentTimeMillis();
        owner.accept(forge);
        introduce(configuration, forge, ready, spec.commandLine().getOut());
        return forge;
    }

    private static void introduce(Configuration configuration, Forge forge, long ready, PrintWriter out) {
        if (configuration.values().serve().isEmpty()) {
            out.println("serving every handler that was found, as neither --handlers nor serve names any");
        }
        HandlerTable.lines(forge.uri(), forge.handlers()).forEach(out::println);
        forge.managementUri().ifPresent(uri -> out.println("management " + uri));
        configuration.file().ifPresent(file -> out.println("configuration " + file));
        out.println("ready in " + Uptime.at(ready));
    }
}
