package io.forge;

import io.forge.api.Dispatch;
import java.net.URI;

/**
 * One handler that a server serves.
 *
 * @param name its name
 * @param method the HTTP method to call it with
 * @param uri where it is called
 * @param dispatch where its code runs
 */
public record ServedHandler(String name, String method, URI uri, Dispatch dispatch) {}
