package io.forge.testkit;

import io.forge.api.Dispatch;
import io.forge.runtime.VirtualCarrier;
import java.util.Arrays;
import java.util.stream.Stream;

/** The dispatch modes, as the running JDK has them. */
public final class Modes {

    private Modes() {}

    public static boolean haveVirtualThreads() {
        return Runtime.version().feature() >= 21;
    }

    /** All that this JDK can serve. */
    public static Stream<Dispatch> all() {
        return Arrays.stream(Dispatch.values()).filter(mode -> mode != Dispatch.VIRTUAL || haveVirtualThreads());
    }

    /** What can carry virtual threads on this JDK, if it has them. */
    public static Stream<VirtualCarrier> carriers() {
        return haveVirtualThreads() ? Stream.concat(inPlace(), Stream.of(VirtualCarrier.JDK)) : Stream.empty();
    }

    /** The carrier that runs a first leg in place, where this JDK can; tests run with the flag that it needs. */
    public static Stream<VirtualCarrier> inPlace() {
        return Runtime.version().feature() >= 24 ? Stream.of(VirtualCarrier.IN_PLACE) : Stream.empty();
    }

    /** All in which a handler may block. */
    public static Stream<Dispatch> blocking() {
        return all().filter(mode -> mode != Dispatch.EVENT_LOOP);
    }
}
