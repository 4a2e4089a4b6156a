package io.forge.cli;

import io.forge.api.Handler;
import io.forge.api.HandlerContext;
import io.forge.api.HandlerFactory;
import org.slf4j.LoggerFactory;

/** A plugin's handler that logs by every way there is, while it is made, called and closed. */
public final class GossipFactory implements HandlerFactory {

    @Override
    public String name() {
        return "gossip";
    }

    @Override
    public Handler<?, ?> create(HandlerContext context) {
        tell("while it is made");
        context.onClose(() -> tell("while it is closed"));
        return Handler.unary(Void.class, Void.class, (nothing, call) -> {
            tell("by SLF4J");
            java.util.logging.Logger.getLogger("com.example.Old").info("by java.util.logging");
            System.getLogger("com.example.Platform").log(System.Logger.Level.INFO, "by System.Logger");
            var thread = new Thread(() -> tell("by a thread of its own"), "tattler");
            thread.start();
            thread.join();
            return nothing;
        });
    }

    private static void tell(String how) {
        LoggerFactory.getLogger("com.example.Gossip").info(how);
    }
}
