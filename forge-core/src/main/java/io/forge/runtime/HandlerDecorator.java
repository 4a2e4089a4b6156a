package io.forge.runtime;

import io.forge.api.Handler;

/** Decorates the code of some handlers: says how their types are read and written, and what is done around each call. */
public interface HandlerDecorator {

    /** The codecs of the handlers' types. */
    Codecs codecs();

    /**
     * What is called in place of a handler's code; asked for once, when the handler is put into service.
     *
     * @return code of the same shape
     */
    <I, O> Handler.Code<I, O> decorate(Handler<I, O> handler);
}
