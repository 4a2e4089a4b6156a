package io.forge.runtime;

import io.forge.api.Call;

/** A call for whoever sees what becomes of it. */
public interface ObservedCall extends Call {

    /** What is called. */
    Servable<?, ?> servable();

    /** Which way it has come: the name of a protocol, or {@link CallTransport#LOCAL}. */
    String protocol();

    /** Whether the first item of its stream is on its way. */
    boolean hasStreamed();
}
