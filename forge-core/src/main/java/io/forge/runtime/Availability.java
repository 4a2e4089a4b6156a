package io.forge.runtime;

/** Whether a version that Forge loads is in service, or on its way into it or out of it. */
public enum Availability {
    /** It is not loaded. */
    UNAVAILABLE,
    /** It is being loaded; nothing of it is in service yet. */
    LOADING,
    /** It is in service, also while it is loaded again. */
    READY,
    /** No call gets in any more; those in flight may go on. */
    UNLOADING
}
