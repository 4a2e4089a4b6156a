package io.forge.guice;

import static java.util.Objects.requireNonNull;

import com.google.inject.Binder;
import com.google.inject.CreationException;
import com.google.inject.Guice;
import com.google.inject.Module;
import com.google.inject.ProvisionException;
import com.google.inject.Stage;
import com.google.inject.matcher.Matchers;
import com.google.inject.spi.Elements;
import io.forge.api.Handler;
import io.forge.api.HandlerContext;
import io.forge.api.HandlerFactory;
import java.util.Optional;

/**
 * Makes a handler whose parts Guice puts together, by constructor injection.
 *
 * <p>Each handler has an injector of its own. All that can be injected is what {@link #configure} binds, and, without being
 * bound there: the handler class, the configuration record and the {@link HandlerContext}. A dependency that is not bound
 * is an error that names it and whoever asks for it. Singletons are made with the handler.
 *
 * <p>Whatever Guice makes while the handler is made is closed after the last call if it is {@link AutoCloseable}, each
 * once, the last first; so it is, as far as it has come, if the handler cannot be made. What Guice did not make (bound
 * with {@code toInstance}), or makes later (asked of a provider while a call is served), belongs to whoever made it or
 * asked for it.
 *
 * <p>Forge makes no classes at run time, so there are no method interceptors.
 *
 * @param <H> the handler class
 * @since 0.1
 */
public abstract class GuiceHandlerFactory<H> implements HandlerFactory {

    private final String name;
    private final Class<H> handlerClass;
    private final Optional<Class<?>> configClass;

    /**
     * A factory of handlers without configuration of their own.
     *
     * @param name the handler's name, as {@link HandlerFactory#name} has it
     * @param handlerClass what is made by injection and given to {@link #handler}
     */
    protected GuiceHandlerFactory(String name, Class<H> handlerClass) {
        this(name, handlerClass, Optional.empty());
    }

    /**
     * A factory of handlers with configuration.
     *
     * @param name the handler's name, as {@link HandlerFactory#name} has it
     * @param handlerClass what is made by injection and given to {@link #handler}
     * @param configClass the record of the handler's own section, as {@link HandlerContext#config} has it; any part can
     *     have it injected
     */
    protected GuiceHandlerFactory(String name, Class<H> handlerClass, Class<?> configClass) {
        this(name, handlerClass, Optional.of(configClass));
    }

    private GuiceHandlerFactory(String name, Class<H> handlerClass, Optional<Class<?>> configClass) {
        this.name = requireNonNull(name, "name");
        this.handlerClass = requireNonNull(handlerClass, "handlerClass");
        this.configClass = configClass;
    }

    /**
     * Binds the parts, each of them: a part that is only implied is not injected.
     *
     * @param binder where to bind them, or to install modules that do
     */
    protected abstract void configure(Binder binder);

    /**
     * Says how the handler class answers: with which types and shape, with which of its methods, and where.
     *
     * @param handler the handler class, with its parts
     * @return the handler, such as {@code Handler.unary(Text.class, Summary.class, handler::summarize)}
     */
    protected abstract Handler<?, ?> handler(H handler);

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final Optional<Class<?>> configType() {
        return configClass;
    }

    /**
     * Makes the handler class with its parts, and the handler of it.
     *
     * @throws Exception what the code of a part threw, as it is, or an {@link IllegalStateException} with a line for each
     *     thing that cannot be injected
     */
    @Override
    public final Handler<?, ?> create(HandlerContext context) throws Exception {
        var config = configClass.map(type -> bound(type, context)).orElse(binder -> {});
        var resources = new MadeResources(context);
        Module given = binder -> {
            binder.requireExplicitBindings();
            binder.requireExactBindingAnnotations();
            binder.disableCircularProxies();
            binder.bindListener(Matchers.any(), resources);
            binder.bind(HandlerContext.class).toInstance(context);
            binder.withSource(getClass().getName()).bind(handlerClass);
        };
        // Recorded first, so that it can be looked through before anything is made.
        var elements = Elements.getElements(Stage.PRODUCTION, given, config, this::configure);
        Faults.refuse(elements);
        var made = make(Elements.getModule(elements));
        resources.stop();
        return handler(made);
    }

    /** Read now, so that what is wrong with the section is not told as a fault of the injection. */
    private static <C> Module bound(Class<C> type, HandlerContext context) {
        C config = context.config(type);
        return binder -> binder.bind(type).toInstance(config);
    }

    private H make(Module module) throws Exception {
        try {
            return Guice.createInjector(Stage.PRODUCTION, module).getInstance(handlerClass);
        } catch (CreationException e) {
            throw Faults.exceptionFor(e.getErrorMessages(), Optional.ofNullable(e.getCause()));
        } catch (ProvisionException e) {
            throw Faults.exceptionFor(e.getErrorMessages(), Optional.ofNullable(e.getCause()));
        }
    }
}
