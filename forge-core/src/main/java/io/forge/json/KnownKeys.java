package io.forge.json;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Steps through the properties of one object, which has none but those that are known, and none twice. */
final class KnownKeys {

    private final JsonParser json;
    private final Place place;
    private final List<String> known;
    private int seen;

    /**
     * The properties of an object.
     *
     * @param json at what must be the object
     * @param known at most 32 names
     */
    KnownKeys(JsonParser json, Place place, List<String> known) {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw Tokens.unexpected(json, place.toString(), "an object");
        }
        this.json = json;
        this.place = place;
        this.known = known;
    }

    /** Steps to the value of the next property; null after the last. */
    @Nullable String next() {
        String key = json.nextName();
        if (key == null) {
            return null;
        }
        int index = known.indexOf(key);
        if (index < 0) {
            throw InvalidInput.because(
                    "%s is unknown%s".formatted(place.property(key), InputMessages.nearest(key, known)));
        }
        int bit = 1 << index;
        if ((seen & bit) != 0) {
            throw InvalidInput.because("%s stands there twice: send it once".formatted(place.property(key)));
        }
        seen |= bit;
        json.nextToken();
        return key;
    }
}
