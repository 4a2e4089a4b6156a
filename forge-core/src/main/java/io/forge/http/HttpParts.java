package io.forge.http;

import io.forge.runtime.Admission;
import io.forge.runtime.CallServices;

/**
 * What every call of a server shares.
 *
 * @param config the limits
 * @param admission lets calls in
 * @param services what calls need
 * @param responder writes the answers
 */
record HttpParts(HttpConfig config, Admission admission, CallServices services, Responder responder) {}
