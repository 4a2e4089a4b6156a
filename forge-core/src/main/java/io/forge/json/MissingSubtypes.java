package io.forge.json;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.deser.DeserializationProblemHandler;
import tools.jackson.databind.exc.InvalidTypeIdException;
import tools.jackson.databind.jsontype.TypeIdResolver;

/** Lists the subtypes that there are where an object does not say its own, as Jackson does where it says a wrong one. */
final class MissingSubtypes extends DeserializationProblemHandler {

    @Override
    public JavaType handleMissingTypeId(
            DeserializationContext context, JavaType type, @Nullable TypeIdResolver subtypes, String message) {
        String known = subtypes == null ? null : subtypes.getDescForKnownTypeIds();
        String all = known == null ? message : "%s: known type ids = %s".formatted(message, known);
        throw InvalidTypeIdException.from(context.getParser(), all, type, null);
    }
}
