package io.forge.http;

import io.forge.runtime.Admission;
import io.forge.runtime.CallServices;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What every call of a server shares.
 *
 * @param config the limits
 * @param admission lets calls in
 * @param services what calls need
 * @param responder writes the answers
 * @param waiting how many requests wait for what they call to be loaded
 */
record HttpParts(
        HttpConfig config, Admission admission, CallServices services, Responder responder, AtomicInteger waiting) {

    HttpParts(HttpConfig config, Admission admission, CallServices services, Responder responder) {
        this(config, admission, services, responder, new AtomicInteger());
    }
}
