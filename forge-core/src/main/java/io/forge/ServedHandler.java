package io.forge;

import io.forge.api.Dispatch;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;

/**
 * One version of a handler that a server serves.
 *
 * @param name its name
 * @param version its version; {@code 1} for one that has none
 * @param method the HTTP method to call it with
 * @param path where it is called, below {@link Forge#uri}
 * @param otherPaths where else it is called, by {@code POST}, over other protocols
 * @param dispatch where its code runs
 * @param batches how its calls are put together; empty where each is alone
 * @param input what it takes
 * @param output what it answers, or the items of its stream
 * @param maxBody how many bytes its input may have
 * @param keys what its own section of the configuration may have
 * @param place the class that made it and the JAR or folder where that is, for a plugin the JAR in the plugins folder;
 *     {@code application} for one that was given to the builder
 * @param missing where it is not, and why: {@code not under /v2: it answers with a stream}
 */
public record ServedHandler(
        String name,
        String version,
        String method,
        String path,
        List<String> otherPaths,
        Dispatch dispatch,
        Optional<ServedBatches> batches,
        Type input,
        Type output,
        long maxBody,
        List<String> keys,
        String place,
        List<String> missing) {

    /** Copies the lists. */
    public ServedHandler {
        otherPaths = List.copyOf(otherPaths);
        keys = List.copyOf(keys);
        missing = List.copyOf(missing);
    }
}
