package io.forge.http;

import io.forge.runtime.Admission;
import io.forge.runtime.CallServices;
import io.forge.runtime.Lifecycle;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What every call of a server shares.
 *
 * @param config the limits
 * @param admission lets calls in
 * @param services what calls need
 * @param responder writes the answers
 * @param lifecycle how far the server is on the way to its end
 * @param connections those of its listener
 * @param waiting how many requests wait for what they call to be loaded
 */
record HttpParts(
        HttpConfig config,
        Admission admission,
        CallServices services,
        Responder responder,
        Lifecycle lifecycle,
        KeptConnections connections,
        AtomicInteger waiting) {}
