package io.forge.batch;

/** How much of what is to be done one instance should take at once. */
final class Share {

    private Share() {}

    /**
     * An even share; all that there is where items are held back so that they run together.
     *
     * @param outstanding the items that wait or run
     */
    static int of(int outstanding, BatchLimits limits) {
        if (limits.maxWait() > 0) {
            return limits.maxItems();
        }
        return (outstanding + limits.instances() - 1) / limits.instances();
    }
}
