package io.forge.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Finds circles of classes within each package: groups of top-level classes of which each reaches every other. A nested
 * class counts as the one that it is in. What a sealed interface permits does not count, as ArchUnit does not tell.
 */
final class BeFreeOfClassCircles extends ArchCondition<JavaClass> {

    private final List<Set<String>> frozen;
    private final Map<String, JavaClass> topLevel = new TreeMap<>();
    private final Map<String, Set<String>> neighbours = new TreeMap<>();

    /**
     * A condition for all classes.
     *
     * @param frozen circles that are known, which may become smaller but not larger; by the classes' full names
     */
    BeFreeOfClassCircles(List<Set<String>> frozen) {
        super("be free of circles of classes inside a package");
        this.frozen = frozen;
    }

    @Override
    public void init(Collection<JavaClass> all) {
        for (var one : all) {
            var top = topLevelOf(one);
            topLevel.put(top.getName(), top);
            var targets = neighbours.computeIfAbsent(top.getName(), name -> new TreeSet<>());
            for (Dependency dependency : one.getDirectDependenciesFromSelf()) {
                var target = topLevelOf(dependency.getTargetClass().getBaseComponentType());
                if (target.getPackageName().equals(top.getPackageName())) {
                    targets.add(target.getName());
                }
            }
        }
    }

    private static JavaClass topLevelOf(JavaClass nested) {
        var top = nested;
        while (top.getEnclosingClass().isPresent()) {
            top = top.getEnclosingClass().get();
        }
        return top;
    }

    @Override
    public void check(JavaClass one, ConditionEvents events) {
        if (topLevel.containsKey(one.getName())) {
            var circle = circleOf(one.getName());
            boolean isKnown = frozen.stream().anyMatch(known -> known.containsAll(circle));
            // Told once, for the first of its classes.
            if (circle.size() > 1 && !isKnown && circle.first().equals(one.getName())) {
                events.add(SimpleConditionEvent.violated(one, describe(circle)));
            }
        }
    }

    private TreeSet<String> circleOf(String name) {
        var circle = new TreeSet<>(Set.of(name));
        reachableFrom(name).stream()
                .filter(other -> reachableFrom(other).contains(name))
                .forEach(circle::add);
        return circle;
    }

    private Set<String> reachableFrom(String name) {
        var reached = new HashSet<String>();
        var next = new ArrayDeque<>(Set.of(name));
        while (!next.isEmpty()) {
            for (String neighbour : neighbours.getOrDefault(next.remove(), Set.of())) {
                if (reached.add(neighbour)) {
                    next.add(neighbour);
                }
            }
        }
        return reached;
    }

    private String describe(Set<String> circle) {
        return circle.stream()
                .map(name -> "%s knows %s"
                        .formatted(
                                topLevel.get(name).getSimpleName(),
                                neighbours.get(name).stream()
                                        .filter(other -> circle.contains(other) && !other.equals(name))
                                        .map(other -> topLevel.get(other).getSimpleName())
                                        .collect(Collectors.joining(", "))))
                .collect(Collectors.joining("; ", "A circle of classes: ", ""));
    }
}
