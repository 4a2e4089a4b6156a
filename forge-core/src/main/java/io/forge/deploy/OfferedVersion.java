package io.forge.deploy;

import io.forge.api.ErrorCode;
import io.forge.api.ForgeException;
import io.forge.api.HandlerRegistry.Loader;
import io.forge.config.Durations;
import io.forge.plugin.FailureMessages;
import io.forge.runtime.Availability;
import io.forge.runtime.Await;
import io.forge.runtime.Loadable;
import io.forge.runtime.Servable;
import io.forge.runtime.ServiceChange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One version of a handler that a source has offered: loads, reloads and unloads it, one after the other.
 *
 * <p>What it is, and what is in service of it, is changed within {@link Deployments#changing}. Safe for use by several
 * threads.
 */
final class OfferedVersion implements Loadable, Tenant {

    private static final Logger LOG = LoggerFactory.getLogger(OfferedVersion.class);

    /** How long what is closed on another thread may take. */
    private static final Duration CLOSING = Duration.ofSeconds(30);

    private static final String UNLOADED = "it was unloaded";
    private static final String MADE_ROOM = "it was unloaded to make room for others";
    private static final String GONE = "it was taken out of service";

    private final String name;
    private final String version;
    private final Loader loader;
    private final ConfiguredServables configured;
    private final Deployments deployments;
    private final Supplier<Phase> phase;
    private final LoadServices services;
    private final SerialTasks tasks;

    /** Changed within {@link Deployments#changing}, as what follows. */
    private volatile Status status;

    private volatile Optional<LoadedVersion> loaded = Optional.empty();

    /** What was replaced or unloaded and may still have calls in flight. */
    private final List<LoadedVersion> leaving = new ArrayList<>();

    /** Whether the last load has failed. */
    private volatile boolean hasFailed;

    /** Whether it was unloaded for others, and comes back with its next call. */
    private volatile boolean madeRoom;

    /** Whether an operator has unloaded it: no call brings it back. */
    private volatile boolean heldBack;

    /** Guards what follows; nothing else is locked under it. */
    private final Object lock = new Object();

    /** The load that waits or runs. */
    private Optional<Load> pending = Optional.empty();

    private boolean frozen;

    /** The one that runs, or was the last to. */
    private volatile LoadAttempt current = new LoadAttempt();

    /** One load, which everybody shares who asks for it while it waits or runs. */
    private static final class Load {

        private final LoadAttempt attempt = new LoadAttempt();
        private final CompletableFuture<@Nullable Void> told = new CompletableFuture<>();
        private volatile boolean begun;
    }

    OfferedVersion(
            String name,
            String version,
            Loader loader,
            ConfiguredServables configured,
            Deployments deployments,
            Supplier<Phase> phase,
            LoadServices services) {
        this.name = name;
        this.version = version;
        this.loader = loader;
        this.configured = configured;
        this.deployments = deployments;
        this.phase = phase;
        this.services = services;
        this.tasks = new SerialTasks(services.threads());
        this.status = services.config().loadsAtOnce(name)
                ? Status.of(Availability.LOADING)
                : Status.of(Availability.UNAVAILABLE, services.config().whyNotAtOnce());
    }

    /** Loads it where the operator wants it loaded as soon as it is there. */
    void offered() {
        if (services.config().loadsAtOnce(name)) {
            load();
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public Status status() {
        return status;
    }

    @Override
    public long memory() {
        return loaded.map(one -> one.scope().reserved()).orElse(0L);
    }

    @Override
    public long lastUse() {
        return loaded.map(LoadedVersion::lastUse).orElse(0L);
    }

    @Override
    public boolean loadsOnCall() {
        return !heldBack && (madeRoom || services.config().load() == ModelsConfig.Load.ON_DEMAND);
    }

    @Override
    public Duration patience() {
        return configured.timeout();
    }

    @Override
    public CompletionStage<@Nullable Void> load() {
        heldBack = false;
        Load fresh;
        synchronized (lock) {
            if (pending.isPresent()) {
                return pending.get().told;
            }
            fresh = begin();
        }
        return started(fresh);
    }

    @Override
    public CompletionStage<@Nullable Void> loadForCall() {
        Load fresh;
        synchronized (lock) {
            if (pending.isPresent()) {
                return pending.get().told;
            }
            if (status.availability() == Availability.READY) {
                return CompletableFuture.completedStage(null);
            }
            fresh = begin();
        }
        return started(fresh);
    }

    /** What is loaded, or could not be, is loaded again; a load that runs has perhaps seen what was there before. */
    void reload() {
        Load fresh;
        synchronized (lock) {
            boolean isAsked = pending.filter(load -> !load.begun).isPresent();
            boolean wasTried = pending.isPresent() || loaded.isPresent() || hasFailed;
            if (isAsked || !wasTried) {
                return;
            }
            fresh = begin();
        }
        started(fresh);
    }

    /** Under the lock. */
    private Load begin() {
        var fresh = new Load();
        if (frozen) {
            fresh.attempt.decide();
            fresh.told.completeExceptionally(failure(GONE));
        } else {
            pending = Optional.of(fresh);
        }
        return fresh;
    }

    private CompletionStage<@Nullable Void> started(Load load) {
        if (!load.told.isDone()) {
            tasks.add(() -> run(load));
        }
        return load.told;
    }

    private ForgeException failure(String reason) {
        return new ForgeException(
                ErrorCode.UNAVAILABLE,
                "Version %s of handler '%s' cannot be loaded: %s".formatted(version, name, reason));
    }

    private void run(Load load) {
        current = load.attempt;
        if (!enter(load)) {
            return;
        }
        var timeout = services.config().loadTimeout();
        var limit = new CompletableFuture<@Nullable Void>()
                .completeOnTimeout(null, timeout.toNanos(), TimeUnit.NANOSECONDS);
        CompletionStage<@Nullable Void> timeUp = limit;
        timeUp.thenRun(() -> fail(
                load,
                "loading took longer than models.load-timeout (%s)".formatted(Durations.format(timeout)),
                Optional.empty()));
        var scope = new LoadScope(name, services.memory(), this);
        try {
            var servable = load.attempt.run(() -> servable(scope));
            serve(load, new LoadedVersion(servable, scope, services.clock().nanoTime()));
        } catch (Throwable e) { // Somebody else's code.
            scope.close();
            fail(load, FailureMessages.of(e), Optional.of(e));
        } finally {
            limit.cancel(false);
        }
    }

    /** Whether anybody still wants it. */
    private boolean enter(Load load) {
        return deployments.changing(() -> {
            load.begun = true;
            if (load.attempt.isDecided()) {
                return false;
            }
            if (loaded.isEmpty()) {
                status = Status.of(Availability.LOADING);
            }
            return true;
        });
    }

    @SuppressWarnings("ConstantValue") // A loader is somebody else's code.
    private Servable<?, ?> servable(LoadScope scope) throws Exception {
        var handler = loader.load(scope);
        if (handler == null) {
            throw new IllegalStateException("its loader returned null");
        }
        return configured.create(name, version, handler);
    }

    private void serve(Load load, LoadedVersion fresh) {
        var replaced = new AtomicReference<Optional<LoadedVersion>>(Optional.empty());
        boolean wanted = deployments.changing(() -> {
            if (!load.attempt.decide()) {
                return false;
            }
            replaced.set(loaded);
            exchange(List.of(fresh.servable()));
            loaded.ifPresent(leaving::add);
            loaded = Optional.of(fresh);
            status = Status.of(Availability.READY);
            madeRoom = false;
            hasFailed = false;
            services.memory().enter(this);
            forget(load);
            return true;
        });
        if (!wanted) {
            deployments.endCalls(List.of(fresh.servable()));
            fresh.scope().close();
            return;
        }
        LOG.info("Version {} of handler {} is loaded", version, name);
        load.told.complete(null);
        replaced.get().ifPresent(this::end);
    }

    /** Puts something in the place of what is loaded, where the source is in service; within {@link Deployments#changing}. */
    private void exchange(List<Servable<?, ?>> incoming) {
        if (phase.get() == Phase.SERVED) {
            deployments.exchange(ServiceChange.of(servables(), incoming));
        }
    }

    private void forget(Load load) {
        synchronized (lock) {
            pending = pending.filter(one -> !one.equals(load));
        }
    }

    /** Ends the calls of what is not in service any more, then closes it. */
    private void end(LoadedVersion gone) {
        gone.scope().leave();
        deployments.endCalls(List.of(gone.servable()));
        gone.scope().close();
        deployments.changing(() -> leaving.remove(gone));
    }

    /**
     * Decides that a load has failed, unless it is decided already; its code is interrupted if it still runs.
     *
     * @param cause what the code has thrown; empty where it was given up
     */
    private void fail(Load load, String reason, Optional<Throwable> cause) {
        if (!settle(load, reason)) {
            return;
        }
        LOG.warn(
                "Version {} of handler {} cannot be loaded{}: {}",
                version,
                name,
                loaded.isPresent() ? " again, and what was loaded before serves on" : "",
                reason);
        cause.ifPresent(failure -> LOG.debug("Why version {} of handler {} cannot be loaded", version, name, failure));
        load.told.completeExceptionally(failure(reason));
    }

    /** Whether it was not decided before. */
    private boolean settle(Load load, String reason) {
        return deployments.changing(() -> {
            if (!load.attempt.decide()) {
                return false;
            }
            hasFailed = true;
            status = loaded.isPresent()
                    ? Status.of(Availability.READY, "it could not be loaded again: " + reason)
                    : Status.of(Availability.UNAVAILABLE, reason);
            forget(load);
            return true;
        });
    }

    /** Gives up a load that waits or runs, as nobody wants it any more. */
    private void giveUp(String reason) {
        Optional<Load> load;
        synchronized (lock) {
            load = pending;
        }
        load.filter(one -> settle(one, reason)).ifPresent(one -> one.told.completeExceptionally(failure(reason)));
    }

    @Override
    public CompletionStage<@Nullable Void> unload() {
        heldBack = true;
        giveUp(UNLOADED);
        var told = new CompletableFuture<@Nullable Void>();
        tasks.add(() -> {
            takeOut(UNLOADED, () -> told.complete(null));
        });
        return told;
    }

    @Override
    public boolean makeRoom() {
        var made = new AtomicBoolean();
        tasks.runIfIdle(() -> {
            madeRoom = loaded.isPresent();
            made.set(takeOut(MADE_ROOM, () -> {}));
        });
        return made.get();
    }

    /**
     * Takes what is loaded out of service, ends its calls and closes it.
     *
     * @param out is told when no call gets in any more
     * @return whether something was loaded
     */
    private boolean takeOut(String reason, Runnable out) {
        var gone = deployments.changing(() -> {
            var before = loaded;
            before.ifPresent(this::leave);
            if (status.availability() != Availability.LOADING) {
                status = before.isPresent()
                        ? Status.of(Availability.UNLOADING)
                        : Status.of(Availability.UNAVAILABLE, reason);
            }
            hasFailed = false;
            return before;
        });
        out.run();
        gone.ifPresent(one -> {
            end(one);
            deployments.changing(() -> status = Status.of(Availability.UNAVAILABLE, reason));
            LOG.info("Version {} of handler {}: {}", version, name, reason);
        });
        return gone.isPresent();
    }

    /** Within {@link Deployments#changing}. */
    private void leave(LoadedVersion gone) {
        exchange(List.of());
        loaded = Optional.empty();
        leaving.add(gone);
        services.memory().exit(this);
    }

    /** What is in service of it, or will be with its source; within {@link Deployments#changing}, as the following. */
    List<Servable<?, ?>> servables() {
        return loaded.stream().<Servable<?, ?>>map(LoadedVersion::servable).toList();
    }

    /** All that may still have calls in flight. */
    List<Servable<?, ?>> everServed() {
        return Stream.concat(leaving.stream(), loaded.stream())
                .<Servable<?, ?>>map(LoadedVersion::servable)
                .toList();
    }

    /** Loads nothing any more. */
    void freeze() {
        synchronized (lock) {
            frozen = true;
        }
        giveUp(GONE);
    }

    /** Whether a load waits or runs. */
    boolean isPending() {
        synchronized (lock) {
            return pending.isPresent();
        }
    }

    /** Closes all that was ever loaded, once it is {@linkplain #freeze frozen} and its calls have ended. */
    void close() {
        boolean ended =
                Await.until(() -> !current.isRunning(), Await.LAST_WORDS) && Await.until(tasks::isIdle, CLOSING);
        if (!ended) {
            LOG.warn(
                    "The loader of version {} of handler {} did not end when interrupted; its thread is left",
                    version,
                    name);
        }
        var open = deployments.changing(() -> {
            services.memory().exit(this);
            var all = Stream.concat(leaving.stream(), loaded.stream()).toList();
            loaded = Optional.empty();
            leaving.clear();
            return all;
        });
        open.forEach(one -> one.scope().close());
    }
}
