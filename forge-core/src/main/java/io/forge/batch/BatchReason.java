package io.forge.batch;

/** Why a batch was sent as it was. */
public enum BatchReason {
    /** It holds as much as a batch may. */
    FULL,
    /** An instance was free. */
    IDLE,
    /** Who is in it could not have borne more, or a longer wait. */
    DEADLINE,
    /** The longest wait was over. */
    WAIT,
    /** Service ends. */
    DRAIN,
    /** It is a part of a batch that failed. */
    RETRY
}
