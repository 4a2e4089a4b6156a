package io.forge.doctest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The command behind {@code .ci/check-documents}: checks and runs the documents of the repository in the current
 * directory, all or those that are named.
 *
 * <p>Exit codes: 0 all is as they say, 1 something is not.
 */
public final class Main {

    private Main() {}

    public static void main(String[] names) throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(Main::killWhatRuns));
        List<Path> chosen =
                Arrays.stream(names).map(Path::of).map(Path::normalize).toList();
        System.exit(check(chosen) ? 0 : 1);
    }

    private static boolean check(List<Path> chosen) throws InterruptedException {
        try {
            Audit audit = Audit.of(Path.of("").toAbsolutePath(), chosen, System.out);
            return audit.proofread() && audit.run();
        } catch (IOException e) {
            System.out.println("The documents cannot be checked: " + e.getMessage());
            return false;
        }
    }

    private static void killWhatRuns() {
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    }
}
