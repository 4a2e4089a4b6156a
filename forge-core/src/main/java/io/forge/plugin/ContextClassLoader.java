package io.forge.plugin;

import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs a plugin's code with the plugin's class loader as the thread's context class loader. */
final class ContextClassLoader {

    private final ClassLoader loader;

    ContextClassLoader(ClassLoader loader) {
        this.loader = loader;
    }

    /** What the thread had before, to be given to {@link #leave}. */
    @Nullable ClassLoader enter() {
        var thread = Thread.currentThread();
        var before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        return before;
    }

    void leave(@Nullable ClassLoader before) {
        Thread.currentThread().setContextClassLoader(before);
    }

    <T> T call(Callable<T> code) throws Exception {
        var before = enter();
        try {
            return code.call();
        } finally {
            leave(before);
        }
    }

    /** As {@link #call}, of code that throws nothing checked. */
    <T> T of(Supplier<T> code) {
        var before = enter();
        try {
            return code.get();
        } finally {
            leave(before);
        }
    }

    /** The same code, run with this context class loader wherever it is run. */
    Runnable around(Runnable code) {
        return () -> {
            var before = enter();
            try {
                code.run();
            } finally {
                leave(before);
            }
        };
    }
}
