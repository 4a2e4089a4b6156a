package io.forge.examples.conflict.newer;

import io.forge.api.Handler;
import io.forge.api.HandlerContext;
import io.forge.api.HandlerFactory;
import org.apache.commons.lang3.StringUtils;

/** {@code POST /newer}: answers a text without accents, as commons-lang3 3.20.0 knows them. */
public final class NewerFactory implements HandlerFactory {

    /**
     * What is sent.
     *
     * @param text any text
     */
    public record Accented(String text) {}

    /**
     * What is answered.
     *
     * @param text the text without its accents
     * @param library the version of commons-lang3 that took them away
     */
    public record Plain(String text, String library) {}

    @Override
    public String name() {
        return "newer";
    }

    @Override
    public Handler<?, ?> create(HandlerContext context) {
        String library = StringUtils.class.getPackage().getImplementationVersion();
        return Handler.unary(
                Accented.class,
                Plain.class,
                (accented, call) -> new Plain(StringUtils.stripAccents(accented.text()), library));
    }
}
