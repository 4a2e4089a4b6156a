package io.forge.json;

import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.exc.MismatchedInputException;

/** Tells which properties an object lacks, all of them. */
final class MissingProperties extends MismatchedInputException {

    private static final long serialVersionUID = 1;

    private final transient List<String> names;

    MissingProperties(JsonParser parser, List<String> names) {
        super(parser, "Missing properties " + names);
        this.names = names;
    }

    List<String> names() {
        return names;
    }
}
