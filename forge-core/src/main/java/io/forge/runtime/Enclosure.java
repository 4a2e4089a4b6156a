package io.forge.runtime;

import io.forge.api.Handler;

/** What stands around the code of some handlers: how their types are read and written, and what is done as code runs. */
public interface Enclosure {

    /** The codecs of the handlers' types. */
    Codecs codecs();

    /**
     * What is called in place of a handler's code; asked for once, when the handler is put into service.
     *
     * @return code of the same shape
     */
    <I, O> Handler.Code<I, O> enclose(Handler<I, O> handler);
}
