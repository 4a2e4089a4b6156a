package io.forge.http;

import io.forge.runtime.BodyMemory;
import io.forge.runtime.Codec;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What every call of a server shares.
 *
 * @param config the limits
 * @param bodyMemory the room for bodies
 * @param responder writes the answers
 * @param problems writes one problem as an item of a stream
 * @param draining whether new calls are refused because the server is going down
 */
record HttpParts(
        HttpConfig config,
        BodyMemory bodyMemory,
        Responder responder,
        Codec<Problem> problems,
        AtomicBoolean draining) {}
