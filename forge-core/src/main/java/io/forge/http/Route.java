package io.forge.http;

import io.forge.runtime.Servable;
import java.util.List;

/**
 * One path and what is served there: which methods it has and which bodies it reads.
 *
 * @param <I> the handler's input type
 * @param <O> the handler's output type
 */
final class Route<I, O> {

    private final String path;
    private final Servable<I, O> servable;
    private final List<String> methods;
    private final String allow;

    Route(String path, Servable<I, O> servable) {
        this.path = path;
        this.servable = servable;
        this.methods = takesNothing(servable) ? List.of("GET", "HEAD", "POST") : List.of("POST");
        this.allow = String.join(", ", methods) + ", OPTIONS";
    }

    private static boolean takesNothing(Servable<?, ?> servable) {
        return servable.handler().input() == Void.class && !servable.streams();
    }

    String path() {
        return path;
    }

    Servable<I, O> servable() {
        return servable;
    }

    /** The method that a client would use. */
    String method() {
        return methods.get(0);
    }

    /** The methods of this path, as an {@code Allow} header has them. */
    String allow() {
        return allow;
    }

    /** Whether this path has a method, whose name counts as it is written (RFC 9110, section 9.1). */
    boolean allows(String method) {
        return methods.contains(method);
    }

    /** Whether a body of this type is read here; a client that says nothing is taken to send the right one. */
    boolean reads(String contentType) {
        return servable.reads(contentType);
    }
}
