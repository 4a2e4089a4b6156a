package io.forge.testkit;

import io.forge.api.Dispatch;
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

    /** All in which a handler may block. */
    public static Stream<Dispatch> blocking() {
        return all().filter(mode -> mode != Dispatch.EVENT_LOOP);
    }
}
