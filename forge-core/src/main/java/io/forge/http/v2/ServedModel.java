package io.forge.http.v2;

import io.forge.runtime.Servable;
import io.forge.tensor.Signature;

/**
 * One version of a model, as the extensions of the protocol show it.
 *
 * @param servable what is called
 * @param signature the tensors that it takes and gives; empty where it does not say
 */
record ServedModel(Servable<?, ?> servable, Signature signature) {

    String name() {
        return servable.name();
    }

    String version() {
        return servable.version();
    }

    /** The path of all versions, or of the newest. */
    String path() {
        return "/v2/models/%s".formatted(name());
    }

    /** The path of this version. */
    String versionedPath() {
        return "%s/versions/%s".formatted(path(), version());
    }
}
