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
import java.util.List;
import java.util.Optional;

/** Makes handlers ready to be served; safe for use by several threads. */
public final class Deployer {

    private final ServableFactory servables;
    private final Path directory;
    private final Deployments deployments;
    private final LoadServices loads;

    /**
     * A deployer for one server.
     *
     * @param directory where the handlers' relative paths start
     * @param deployments what is in service
     * @param loads what loads what sources offer
     */
    public Deployer(ServableFactory servables, Path directory, Deployments deployments, LoadServices loads) {
        this.servables = servables;
        this.directory = directory;
        this.deployments = deployments;
        this.loads = loads;
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
        var context = new LoadingContext(name, settings.config(), directory, models());
        try {
            offer.configType().ifPresent(context::config);
            return context;
        } catch (ConfigException e) {
            throw e;
        } catch (Throwable e) { // Somebody else's code.
            throw cannotBeCreated(name, offer, e);
        }
    }

    private Optional<Path> models() {
        return loads.config()
                .directory()
                .map(folder -> directory.resolve(folder).toAbsolutePath().normalize());
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
        var deployment = made(offer, context, configured, names);
        try {
            context.refuseUnreadSection();
            return deployment;
        } catch (ConfigException e) {
            deployments.discard(List.of(deployment));
            throw e;
        }
    }

    private Deployment made(Offer offer, LoadingContext context, ConfiguredServables configured, PlannedNames names) {
        if (offer instanceof SourceOffer source) {
            return open(source, new SourceDeployment(source, context, configured, deployments, names, loads), context);
        }
        try {
            return create((FactoryOffer) offer, context, configured);
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

    /** What it offers and is to be loaded at once, is loaded when this returns, or has failed, unless it takes too long. */
    private Deployment open(SourceOffer offer, SourceDeployment deployment, LoadingContext context) {
        try {
            offer.source().open(context, deployment);
        } catch (ConfigException e) {
            deployments.discard(List.of(deployment));
            throw e;
        } catch (Throwable e) { // Somebody else's code.
            deployments.discard(List.of(deployment));
            throw new HandlerLoadException(
                    "Source '%s' cannot be opened by %s: %s"
                            .formatted(context.name(), offer.place(), FailureMessages.of(e)),
                    e);
        }
        deployment.awaitLoads();
        return deployment;
    }
}
