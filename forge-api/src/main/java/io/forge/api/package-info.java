/**
 * What a handler is written against.
 *
 * <p>A handler is a typed function. A {@link io.forge.api.HandlerFactory}, found by {@link java.util.ServiceLoader},
 * makes a {@link io.forge.api.Handler} and Forge serves it: over HTTP, or called in process, on the threads that the
 * handler asks for. Nothing here knows HTTP, JSON or the server's libraries.
 *
 * <p>The API is 0.x: it may change between minor versions until batching and streaming have proven it.
 */
@NullMarked
package io.forge.api;

import org.jspecify.annotations.NullMarked;
