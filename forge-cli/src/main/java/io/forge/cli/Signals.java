package io.forge.cli;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.function.IntConsumer;
import org.slf4j.LoggerFactory;

/**
 * Takes SIGTERM and SIGINT, also while the process is ending, when the JVM itself ignores them.
 *
 * <p>By reflection, because the compiler warns of every use of {@code sun.misc.Signal}. Where a JVM has no such class, a
 * second signal does nothing, as in any other Java program.
 */
final class Signals {

    /** What a shell reports for a process that a signal has ended is this plus the signal's number. */
    private static final int SIGNAL_EXIT_CODE = 128;

    private Signals() {}

    /** From now on the next SIGTERM or SIGINT ends the process at once. */
    static void haltOnNext() {
        handle(Runtime.getRuntime()::halt);
    }

    /**
     * From now on SIGTERM and SIGINT are told, and do not end the process by themselves.
     *
     * @param onSignal is given the exit code of a process that such a signal has ended
     */
    static void handle(IntConsumer onSignal) {
        try {
            var signal = Class.forName("sun.misc.Signal");
            var handlerType = Class.forName("sun.misc.SignalHandler");
            var handle = signal.getMethod("handle", signal, handlerType);
            var handler = Proxy.newProxyInstance(
                    Signals.class.getClassLoader(), new Class<?>[] {handlerType}, (proxy, method, arguments) -> {
                        onSignal.accept(SIGNAL_EXIT_CODE + numberOf(arguments[0]));
                        return null;
                    });
            for (String name : List.of("TERM", "INT")) {
                handle.invoke(null, signal.getConstructor(String.class).newInstance(name), handler);
            }
        } catch (ReflectiveOperationException e) {
            // Not before: at the beginning of a process the log is not up yet.
            LoggerFactory.getLogger(Signals.class)
                    .debug("Signals are left to the JVM: this JVM gives no access to signals", e);
        }
    }

    private static int numberOf(Object signal) throws ReflectiveOperationException {
        return (int) signal.getClass().getMethod("getNumber").invoke(signal);
    }
}
