package io.forge.runtime;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The versions of one handler that are in service; immutable.
 *
 * <p>Where all of them are whole numbers they are in that order, else in the order in which they were put into service; the
 * last one is what is called by the name alone.
 */
public final class ServableVersions {

    private static final Pattern WHOLE = Pattern.compile("[0-9]{1,63}");

    private final List<Servable<?, ?>> versions;

    private ServableVersions(List<Servable<?, ?>> versions) {
        boolean counted =
                versions.stream().allMatch(one -> WHOLE.matcher(one.version()).matches());
        var ordered = new ArrayList<>(versions);
        if (counted) {
            ordered.sort(Comparator.comparing((Servable<?, ?> one) -> new BigInteger(one.version())));
        }
        this.versions = List.copyOf(ordered);
    }

    static ServableVersions of(Servable<?, ?> first) {
        return new ServableVersions(List.of(first));
    }

    /** With one more, in the place of the one of its version. */
    ServableVersions with(Servable<?, ?> servable) {
        var changed = new ArrayList<>(versions);
        changed.removeIf(other -> other.version().equals(servable.version()));
        changed.add(servable);
        return new ServableVersions(changed);
    }

    /** Without this one; empty where it was the last. */
    Optional<ServableVersions> without(Servable<?, ?> servable) {
        var changed = new ArrayList<>(versions);
        changed.removeIf(servable::equals);
        return changed.isEmpty() ? Optional.empty() : Optional.of(new ServableVersions(changed));
    }

    boolean hasVersionOf(Servable<?, ?> servable) {
        return versions.stream().anyMatch(other -> other.version().equals(servable.version()));
    }

    /** The handler's name. */
    public String name() {
        return newest().name();
    }

    /** All versions, the newest last. */
    public List<Servable<?, ?>> all() {
        return versions;
    }

    /** What is called where no version is asked for. */
    public Servable<?, ?> newest() {
        return versions.get(versions.size() - 1);
    }
}
