package io.forge.runtime;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The versions of one handler that are in service, and those that Forge can load; immutable.
 *
 * <p>Where all of them are whole numbers they are in that order, else in the order in which they were put into service or
 * offered; the last one in service is what is called by the name alone.
 */
public final class ServableVersions {

    private static final Pattern WHOLE = Pattern.compile("[0-9]{1,63}");

    private final String name;
    private final List<Servable<?, ?>> versions;
    private final List<Loadable> offered;
    private final Map<String, String> labels;

    private ServableVersions(
            String name, List<Servable<?, ?>> versions, List<Loadable> offered, Map<String, String> labels) {
        this.name = name;
        this.versions = inOrder(versions, Servable::version);
        this.offered = inOrder(offered, Loadable::version);
        this.labels = labels;
    }

    private static <T> List<T> inOrder(List<T> some, Function<T, String> version) {
        boolean counted =
                some.stream().allMatch(one -> WHOLE.matcher(version.apply(one)).matches());
        return counted
                ? some.stream()
                        .sorted(Comparator.comparing(one -> new BigInteger(version.apply(one))))
                        .toList()
                : List.copyOf(some);
    }

    static ServableVersions none(String name) {
        return new ServableVersions(name, List.of(), List.of(), Map.of());
    }

    /** With one more, in the place of the one of its version. */
    ServableVersions with(Servable<?, ?> servable) {
        var changed = new ArrayList<>(versions);
        changed.removeIf(other -> other.version().equals(servable.version()));
        changed.add(servable);
        return new ServableVersions(name, changed, offered, labels);
    }

    /** Without this one. */
    ServableVersions without(Servable<?, ?> servable) {
        var changed = new ArrayList<>(versions);
        changed.removeIf(servable::equals);
        return new ServableVersions(name, changed, offered, labels);
    }

    /** With one more that is offered. */
    ServableVersions with(Loadable loadable) {
        var changed = new ArrayList<>(offered);
        changed.add(loadable);
        return new ServableVersions(name, versions, changed, labels);
    }

    /** Without this one, which is offered no more. */
    ServableVersions without(Loadable loadable) {
        var changed = new ArrayList<>(offered);
        changed.removeIf(loadable::equals);
        return new ServableVersions(name, versions, changed, labels);
    }

    /** With these labels and no others. */
    ServableVersions labelled(Map<String, String> versionsByLabel) {
        return new ServableVersions(name, versions, offered, Map.copyOf(versionsByLabel));
    }

    boolean isEmpty() {
        return versions.isEmpty() && offered.isEmpty();
    }

    boolean hasVersionOf(Servable<?, ?> servable) {
        return hasServed(servable.version());
    }

    /** The handler's name. */
    public String name() {
        return name;
    }

    /** All versions in service, the newest last. */
    public List<Servable<?, ?>> all() {
        return versions;
    }

    /** All versions that Forge loads, in service or not, the newest last. */
    public List<Loadable> offered() {
        return offered;
    }

    /** All versions, in service or not, the newest last. */
    public List<String> versions() {
        return inOrder(
                Stream.concat(
                                versions.stream().map(Servable::version),
                                absent().stream().map(Loadable::version))
                        .toList(),
                version -> version);
    }

    /** What Forge loads of a version, in service or not. */
    public Optional<Loadable> offered(String version) {
        return offered.stream().filter(one -> one.version().equals(version)).findFirst();
    }

    /** The versions that Forge can load and that are not in service, the newest last. */
    public List<Loadable> absent() {
        return offered.stream().filter(one -> !hasServed(one.version())).toList();
    }

    private boolean hasServed(String version) {
        return versions.stream().anyMatch(other -> other.version().equals(version));
    }

    /** What is called where no version is asked for; empty where none is in service. */
    public Optional<Servable<?, ?>> newest() {
        return last(versions);
    }

    /** What is asked for where no version is, and none is in service: rather one that a call has loaded. */
    public Optional<Loadable> newestAbsent() {
        var absent = absent();
        return last(absent.stream().filter(Loadable::loadsOnCall).toList()).or(() -> last(absent));
    }

    private static <T> Optional<T> last(List<T> some) {
        return some.isEmpty() ? Optional.empty() : Optional.of(some.get(some.size() - 1));
    }

    /** The labels that lead to a version: those that are no version themselves. */
    public List<String> labelsOf(String version) {
        return labels.entrySet().stream()
                .filter(one -> one.getValue().equals(version) && !isVersion(one.getKey()))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    private boolean isVersion(String label) {
        return Stream.concat(
                        versions.stream().map(Servable::version),
                        offered.stream().map(Loadable::version))
                .anyMatch(label::equals);
    }
}
