package io.forge.http;

import io.forge.runtime.Admission;

/**
 * What every call of a server shares.
 *
 * @param config the limits
 * @param admission lets calls in
 * @param responder writes the answers
 */
record HttpParts(HttpConfig config, Admission admission, Responder responder) {}
