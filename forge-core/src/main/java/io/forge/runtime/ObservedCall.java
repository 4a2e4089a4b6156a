package io.forge.runtime;

import io.forge.api.Call;

/** A call for whoever sees what becomes of it. */
public interface ObservedCall extends Call {

    /** What is called. */
    Servable<?, ?> servable();
}
