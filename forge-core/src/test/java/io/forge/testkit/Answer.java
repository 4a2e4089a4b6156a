package io.forge.testkit;

import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a server sent back.
 *
 * @param headers the last value of each, by its name in lower case
 * @param whole whether the answer ended as its headers say: by its length, its last chunk, or, with neither, at all
 */
public record Answer(int status, Map<String, String> headers, String body, boolean whole) {

    /** A header by its name in lower case; empty text where there is none. */
    public String header(String name) {
        return headers.getOrDefault(name, "");
    }

    public JsonNode json() {
        return JsonMapper.shared().readTree(body);
    }

    /** The detail of a problem document. */
    public String detail() {
        return json().get("detail").asString();
    }
}
