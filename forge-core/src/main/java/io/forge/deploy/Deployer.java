package io.forge.deploy;

import io.forge.api.Handler;
import io.forge.config.ConfigException;
import io.forge.plugin.FailureMessages;
import io.forge.plugin.HandlerLoadException;
import io.forge.plugin.HandlerNames;
import io.forge.plugin.Offer;
import io.forge.plugin.Offer.FactoryOffer;
import io.forge.plugin.Offer.SourceOffer;
import io.forge.runtime.Servable;
import io.forge.runtime.ServableFactory;
import java.nio.file.Path;

/** Makes handlers ready to be served; safe for use by several threads. */
public final class Deployer {

    private final ServableFactory servables;
    private final Path directory;
    private final Deployments deployments;

    /**
     * A deployer for one server.
     *
     * @param directory where the handlers' relative paths start
     * @param deployments what is in service
     */
    public Deployer(ServableFactory servables, Path directory, Deployments deployments) {
        this.servables = servables;
        this.directory = directory;
        this.deployments = deployments;
    }

    /** What is in service. */
    public Deployments deployments() {
        return deployments;
    }

    /**
     * Takes a handler that the embedding application has made.
     *
     * @throws HandlerLoadException if it cannot be served
     */
    Deployment given(String name, Handler<?, ?> handler, HandlerSettings settings) {
        HandlerNames.check(name);
        return HandlerDeployment.given(
                new ConfiguredServables(servables, settings).create(name, Servable.ONLY_VERSION, handler));
    }

    /**
     * What a handler will be told about itself; its section is bound already, if its factory has declared a record.
     *
     * @param name the name under which it is to be served
     * @throws HandlerLoadException if it cannot be had
     * @throws ConfigException if its own section does not fit
     */
    LoadingContext prepare(String name, Offer offer, HandlerSettings settings) {
        HandlerNames.check(name);
        var context = new LoadingContext(name, settings.config(), directory);
        try {
            offer.configType().ifPresent(context::config);
            return context;
        } catch (ConfigException e) {
            throw e;
        } catch (Throwable e) { // Somebody else's code.
            throw cannotBeCreated(name, offer, e);
        }
    }

    static HandlerLoadException cannotBeCreated(String name, Offer offer, Throwable cause) {
        return new HandlerLoadException(
                "Handler '%s' cannot be created by %s: %s".formatted(name, offer.place(), FailureMessages.of(cause)),
                cause);
    }

    /**
     * Makes a handler with its factory, or opens a source, but does not serve it; what it has opened is closed where that
     * fails.
     *
     * @param context what it {@linkplain #prepare will be told}
     * @param names who has the names that a source may not publish
     * @throws HandlerLoadException if it cannot be made or served
     * @throws ConfigException if its own section does not fit
     */
    Deployment make(Offer offer, HandlerSettings settings, LoadingContext context, PlannedNames names) {
        var factory = offer.decorator().map(servables::decoratedBy).orElse(servables);
        var configured = new ConfiguredServables(factory, settings);
        try {
            var deployment = offer instanceof SourceOffer source
                    ? open(source, new SourceDeployment(source, context, configured, deployments, names), context)
                    : create((FactoryOffer) offer, context, configured);
            context.refuseUnreadSection();
            return deployment;
        } catch (HandlerLoadException | ConfigException e) {
            context.close();
            throw e;
        }
    }

    private static Deployment create(FactoryOffer offer, LoadingContext context, ConfiguredServables configured) {
        try {
            var handler = offer.factory().create(context);
            if (handler == null) {
                throw new IllegalStateException("its factory returned null");
            }
            return HandlerDeployment.made(
                    configured.create(context.name(), Servable.ONLY_VERSION, handler), offer, context);
        } catch (HandlerLoadException | ConfigException e) {
            throw e;
        } catch (Throwable e) { // Somebody else's code.
            throw cannotBeCreated(context.name(), offer, e);
        }
    }

    private static Deployment open(SourceOffer offer, SourceDeployment deployment, LoadingContext context) {
        try {
            offer.source().open(context, deployment);
            return deployment;
        } catch (ConfigException e) {
            deployment.freeze();
            throw e;
        } catch (Throwable e) { // Somebody else's code.
            deployment.freeze();
            throw new HandlerLoadException(
                    "Source '%s' cannot be opened by %s: %s"
                            .formatted(context.name(), offer.place(), FailureMessages.of(e)),
                    e);
        }
    }
}
