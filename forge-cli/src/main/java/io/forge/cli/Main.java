package io.forge.cli;

import io.forge.cli.config.ConfigurationReader;
import io.forge.cli.log.Logging;
import io.forge.cli.output.LostLetters;
import io.forge.cli.output.StandardOutput;
import io.forge.cli.output.Streams;
import io.forge.config.PathText;
import java.util.List;
import picocli.CommandLine.ExitCode;

/** Runs the command line of this process. */
public final class Main {

    private Main() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        String complaint = JavaModules.complaint(ModuleLayer.boot());
        if (!complaint.isEmpty()) {
            System.err.println(complaint);
            System.exit(ExitCode.SOFTWARE);
        }
        var logging = Logging.start();
        if (List.of(arguments).indexOf("start") == 0) {
            // Until StopOnSignal takes over, there is nothing to clean up.
            Signals.handle(exitCode -> Runtime.getRuntime().halt(ExitCode.OK));
            JdkWarmUp.start();
        }
        var output = StandardOutput.ofProcess();
        var streams = Streams.ofProcess(output);
        int exitCode = execute(arguments, logging, streams);
        streams.out().flush();
        if (exitCode == ExitCode.OK && output.failure().isPresent()) {
            streams.err()
                    .println("The output cannot be written: " + output.failure().get());
            exitCode = ExitCode.SOFTWARE;
        }
        logging.close();
        System.exit(exitCode);
    }

    private static int execute(String[] arguments, Logging logging, Streams streams) {
        var lost = LostLetters.in(List.of(arguments), System.getenv(), PathText.encoding());
        if (!lost.isEmpty()) {
            lost.forEach(streams.err()::println);
            return ExitCode.SOFTWARE;
        }
        try {
            return ForgeCommand.commandLine(List.of(arguments), logging, ConfigurationReader.ofProcess(), streams)
                    .execute(arguments);
        } catch (OutOfMemoryError e) {
            streams.err()
                    .println("There is not enough memory (%s): give Java more, such as with FORGE_JAVA_OPTS=-Xmx1g"
                            .formatted(e.getMessage()));
            return ExitCode.SOFTWARE;
        } catch (Throwable e) { // The exit code has to tell, whatever threads are left.
            streams.err().println("This is a bug in Forge");
            e.printStackTrace(streams.err());
            return ExitCode.SOFTWARE;
        }
    }
}
