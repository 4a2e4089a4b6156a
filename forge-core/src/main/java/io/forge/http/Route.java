package io.forge.http;

import java.util.List;

/** One path, and what is behind it. */
public abstract sealed class Route permits CallRoute, AbsentRoute, AnswerRoute {

    private final String path;
    private final List<String> methods;
    private final String allow;

    /**
     * A route of exactly this raw path; a trailing slash makes it another one.
     *
     * @param methods in capitals; the first is the one that a client would use
     */
    Route(String path, List<String> methods) {
        this.path = path;
        this.methods = List.copyOf(methods);
        this.allow = String.join(", ", methods) + ", OPTIONS";
    }

    final String path() {
        return path;
    }

    final List<String> methods() {
        return methods;
    }

    /** The method that a client would use. */
    final String method() {
        return methods.get(0);
    }

    /** The methods of this path, as an {@code Allow} header has them. */
    final String allow() {
        return allow;
    }

    /** Whether this path has a method, whose name counts as it is written (RFC 9110, section 9.1). */
    final boolean allows(String method) {
        return methods.contains(method);
    }
}
