package io.forge.api;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What Forge tells a handler about itself while it is made; implemented by Forge.
 *
 * <p>Used by the thread that calls {@link HandlerFactory#create} and not after it has returned, but for
 * {@link #read}.
 *
 * @since 0.1
 */
public interface HandlerContext {

    /**
     * The name under which the handler is served.
     *
     * @return the configured name, which differs from {@link HandlerFactory#name} where one factory serves twice
     */
    String name();

    /**
     * This handler's own section of the configuration, bound to a record.
     *
     * <p>A key is a component's name, its words joined with {@code -} ({@code maxLength} is {@code max-length}). A
     * duration is written {@code 3s} or {@code 250ms}. A component without a key is {@code null}, which the record's
     * compact constructor turns into its default; for a primitive it is an error. So is a key that no component has.
     *
     * @param type a record
     * @param <C> that record's type
     * @return the bound record
     * @throws IllegalArgumentException if the section does not fit; the message names key, value and what was expected
     */
    <C> C config(Class<C> type);

    /**
     * Where the handler's relative paths start.
     *
     * @return an absolute directory
     */
    Path directory();

    /**
     * The folder of models, which the operator has configured as {@code models.directory}.
     *
     * @return an absolute directory; empty where none is configured
     */
    Optional<Path> models();

    /**
     * Reads a configuration file of the handler's own, such as one that lies beside a model: YAML, with the forms and the
     * messages of {@link #config}.
     *
     * <p>By any thread, until the handler or source is closed.
     *
     * @param file the file
     * @param type a record
     * @param <C> that record's type
     * @return the bound record
     * @throws IllegalArgumentException if the file cannot be read or does not fit; the message names file, line, key, value
     *     and what was expected
     */
    <C> C read(Path file, Class<C> type);

    /**
     * Has a resource closed after the handler's last call.
     *
     * <p>Resources are closed in reverse order; one that fails does not keep the others from being closed.
     *
     * @param resource what to close
     */
    void onClose(AutoCloseable resource);
}
