package io.forge.deploy;

/** Something loaded that has reserved memory, and may be unloaded to make room. */
interface Tenant {

    /** How many bytes it has reserved. */
    long memory();

    /** When it was last needed, on the server's clock. */
    long lastUse();

    /** Unloads it for the sake of others, and waits until its memory is free; whether it could. */
    boolean makeRoom();
}
