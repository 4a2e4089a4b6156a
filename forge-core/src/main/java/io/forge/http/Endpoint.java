package io.forge.http;

import io.forge.runtime.Servable;
import java.net.URI;

/**
 * One place at which a handler is called.
 *
 * @param method the method that a client would use
 * @param uri where it is
 * @param servable what is called
 */
public record Endpoint(String method, URI uri, Servable<?, ?> servable) {}
