package io.forge.runtime;

import java.util.Optional;

/** What carries the virtual threads of calls. */
public enum VirtualCarrier {
    /** In place where the JDK can, else as the JDK does. */
    AUTO,
    /** The first leg runs on the IO thread of the call's connection, every later one on the JDK's carriers. */
    IN_PLACE,
    /** The JDK's carriers, from the beginning. */
    JDK;

    /** Why this cannot be had here, and what to do; empty where it can. */
    public Optional<String> lack() {
        return switch (this) {
            case AUTO, JDK -> Optional.empty();
            case IN_PLACE ->
                InPlaceThreads.lack().map("dispatch.virtual.carrier in-place %s; or set it to auto or jdk"::formatted);
        };
    }
}
