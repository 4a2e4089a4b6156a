package io.forge.inference;

/**
 * An output that a request asks for.
 *
 * @param name the output's name
 * @param binary whether it is to be sent as bytes and not as JSON
 */
public record RequestedOutput(String name, boolean binary) {}
