package io.forge.examples.embedded;

import io.forge.Forge;
import io.forge.api.Handler;
import java.util.Locale;

/** Serves a handler from within an application, and calls it without a detour over HTTP. */
public final class Main {

    private Main() {}

    /** Starts, calls, stops. */
    public static void main(String[] arguments) {
        var shout = Handler.unary(String.class, String.class, (text, call) -> text.toUpperCase(Locale.ROOT));
        try (Forge forge = Forge.builder().port(0).handler("shout", shout).start()) {
            System.out.println("POST " + forge.uri() + "/shout");
            String answer = forge.call("shout", "hello", String.class)
                    .toCompletableFuture()
                    .join();
            System.out.println(answer);
        }
    }
}
