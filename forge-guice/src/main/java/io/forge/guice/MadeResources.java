package io.forge.guice;

import com.google.inject.spi.InstanceBinding;
import com.google.inject.spi.ProvisionListener;
import io.forge.api.HandlerContext;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** Has what Guice makes closed with the handler, until it is told to stop. */
final class MadeResources implements ProvisionListener {

    private final HandlerContext context;
    /** A provider may give one thing out many times; guarded by this set itself, as is {@code stopped}. */
    private final Set<AutoCloseable> known = Collections.newSetFromMap(new IdentityHashMap<>());

    private boolean stopped;

    MadeResources(HandlerContext context) {
        this.context = context;
    }

    /** What a part needs is provided before the part is, and so is closed after it. */
    @Override
    public <T> void onProvision(ProvisionInvocation<T> invocation) {
        boolean isMadeByGuice = !(invocation.getBinding() instanceof InstanceBinding);
        if (invocation.provision() instanceof AutoCloseable resource && isMadeByGuice) {
            add(resource);
        }
    }

    private void add(AutoCloseable resource) {
        synchronized (known) {
            if (!stopped && known.add(resource)) {
                context.onClose(resource);
            }
        }
    }

    /** What is made from now on is not this listener's: there may be one for each call. */
    void stop() {
        synchronized (known) {
            stopped = true;
            known.clear();
        }
    }
}
