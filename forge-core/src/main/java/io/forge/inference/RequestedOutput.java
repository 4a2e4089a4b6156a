package io.forge.inference;

/**
 * An output that a request asks for.
 *
 * @param name the output's name
 * @param binary whether it is to be sent as bytes and not as JSON
 * @param classes how many of its largest values are asked for in place of the tensor; 0: the tensor
 */
public record RequestedOutput(String name, boolean binary, long classes) {

    /** The tensor itself. */
    public RequestedOutput(String name, boolean binary) {
        this(name, binary, 0);
    }
}
