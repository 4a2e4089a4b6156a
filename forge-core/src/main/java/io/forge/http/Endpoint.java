package io.forge.http;

import io.forge.runtime.Servable;
import java.util.List;

/**
 * One place at which a handler is called.
 *
 * @param method the method that a client would use
 * @param path where it is
 * @param otherPaths where else, over other protocols
 * @param servable what is called
 * @param maxBody bytes that a body may have there
 * @param missing where it has no route, and why
 */
public record Endpoint(
        String method,
        String path,
        List<String> otherPaths,
        Servable<?, ?> servable,
        long maxBody,
        List<String> missing) {}
