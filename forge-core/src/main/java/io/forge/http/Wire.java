package io.forge.http;

/**
 * How one protocol carries the calls of one handler: which bodies it takes, and how input, answer, items and failures are
 * written.
 *
 * <p>Safe for use by several threads.
 *
 * @param <I> the handler's input type
 * @param <O> the handler's output type
 */
public interface Wire<I, O> {

    /** The short name of its protocol, for operators: a constant, such as {@code v2}. */
    String protocol();

    /** The media types that are read, as an {@code Accept} header would say it. */
    String accepts();

    /** Whether a body with this {@code Content-Type} is read; never asked where the client sends none. */
    boolean reads(String contentType);

    /** The longest body that is read, in bytes. */
    long maxBody();

    /** Whether answers are compressed for clients that prefer it; streams never are. */
    default boolean compressesAnswers() {
        return false;
    }

    /** What carries one call: asked for once, on the IO thread, before the body is read. */
    WireCall<I, O> open();

    /** How failures of these calls are written. */
    FailureForm failures();
}
