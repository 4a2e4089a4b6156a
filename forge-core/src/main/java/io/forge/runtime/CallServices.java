package io.forge.runtime;

/**
 * What every call of a server needs.
 *
 * @param supervisor keeps its time
 * @param observer sees what becomes of it
 */
public record CallServices(CallSupervisor supervisor, CallObserver observer) {}
