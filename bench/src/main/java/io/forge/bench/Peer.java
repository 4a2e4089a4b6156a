package io.forge.bench;

import java.util.List;

/**
 * A server that can be measured.
 *
 * @param name what the tables call it
 * @param main its main class, which prints its address when it listens
 * @param arguments for the main class
 */
record Peer(String name, Class<?> main, List<String> arguments) {

    /** Forge with every default on; {@code auto} lets {@code reverse} choose the event loop, as it asks. */
    static Peer forge(String dispatch) {
        return new Peer("forge " + dispatch, ForgeServer.class, List.of(dispatch));
    }

    /** Undertow alone: {@code reverse}, {@code fixed} or {@code worker}. */
    static Peer bare(String mode) {
        return new Peer("bare " + mode, BareUndertow.class, List.of(mode));
    }
}
