package io.forge.http.v2;

import io.forge.runtime.ServableVersions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The versions of one handler.
 *
 * @param known all of them, in service or not
 * @param served those in service that are models, the newest last
 */
record ModelVersions(ServableVersions known, List<ServedModel<?, ?>> served) {

    String name() {
        return known.name();
    }

    /** What is called where no version is asked for. */
    Optional<ServedModel<?, ?>> newest() {
        return served.isEmpty() ? Optional.empty() : Optional.of(served.get(served.size() - 1));
    }

    /** The path of all versions, or of the newest. */
    String path() {
        return "/v2/models/%s".formatted(name());
    }

    /** The paths of a version, and of its labels. */
    List<String> pathsOf(ServedModel<?, ?> model) {
        return paths(known, model.version());
    }

    /** The paths of a version, in service or not, and of its labels. */
    static List<String> paths(ServableVersions versions, String version) {
        return Stream.concat(Stream.of(version), versions.labelsOf(version).stream())
                .map(last -> "/v2/models/%s/versions/%s".formatted(versions.name(), last))
                .toList();
    }
}
