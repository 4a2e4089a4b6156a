package io.forge.guice;

import static java.util.stream.Collectors.joining;

import com.google.inject.spi.Dependency;
import com.google.inject.spi.Element;
import com.google.inject.spi.ElementSource;
import com.google.inject.spi.InjectionPoint;
import com.google.inject.spi.InterceptorBinding;
import com.google.inject.spi.Message;
import com.google.inject.spi.PrivateElements;
import java.lang.reflect.Constructor;
import java.lang.reflect.Member;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Says what Guice finds wrong, in a line for each fault.
 *
 * <p>From the parts of Guice's messages and not from its exceptions: their text has the line numbers of constructors, which
 * Guice keeps together with their classes, long after these could have been unloaded.
 */
final class Faults {

    private static final Pattern NOT_BOUND =
            Pattern.compile("Explicit bindings are required and (.*) is not explicitly bound\\.?");

    private static final Pattern INSTALLED_BY = Pattern.compile("\\s*\\(installed by: [^)]*\\)");

    private static final Pattern LINE_BREAK = Pattern.compile("\\s*\\R\\s*");

    private static final String NO_INTERCEPTORS =
            "Interceptors are refused, as Forge makes no classes at run time: remove bindInterceptor, and bind a class that"
                    + " does before and after what the interceptor did";

    private Faults() {}

    /** Refuses what has been bound where something is wrong with it already, or Forge does not have it. */
    static void refuse(List<Element> elements) throws Exception {
        var faults = faultsIn(elements).toList();
        if (!faults.isEmpty()) {
            throw exceptionFor(
                    faults,
                    faults.stream()
                            .map(Message::getCause)
                            .filter(Objects::nonNull)
                            .findFirst());
        }
    }

    private static Stream<Message> faultsIn(List<Element> elements) {
        return elements.stream().flatMap(element -> {
            if (element instanceof Message fault) {
                return Stream.of(fault);
            }
            if (element instanceof InterceptorBinding interceptor) {
                return Stream.of(new Message(interceptor.getSource(), NO_INTERCEPTORS));
            }
            return element instanceof PrivateElements hidden ? faultsIn(hidden.getElements()) : Stream.empty();
        });
    }

    /**
     * What there is to throw: what a part's code threw, as it is, since it says best what is wrong; else a line for each
     * fault.
     *
     * @param cause what a part's code threw
     */
    static Exception exceptionFor(Collection<Message> faults, Optional<Throwable> cause) {
        if (cause.isEmpty()) {
            return new IllegalStateException(
                    faults.stream().map(Faults::line).distinct().collect(joining("\n")));
        }
        if (cause.get() instanceof Exception exception) {
            return exception;
        }
        if (cause.get() instanceof Error error) {
            throw error;
        }
        return new IllegalStateException(cause.get());
    }

    private static String line(Message fault) {
        String text = INSTALLED_BY.matcher(fault.getMessage()).replaceAll("");
        text = NOT_BOUND.matcher(text).replaceFirst("No implementation for $1 was bound.");
        text = LINE_BREAK.matcher(text.strip()).replaceAll(" ");
        return text.replaceFirst("\\.$", "") + place(fault);
    }

    private static String place(Message fault) {
        String place = "";
        for (var source : fault.getSources()) {
            place = place(source).orElse(place);
        }
        return place;
    }

    /** Empty for what the message has already, such as a class. */
    private static Optional<String> place(Object source) {
        if (source instanceof Dependency<?> dependency) {
            return Optional.ofNullable(dependency.getInjectionPoint())
                    .map(point -> "; asked for by " + nameOf(point.getMember()));
        }
        if (source instanceof InjectionPoint point) {
            return Optional.of("; in " + nameOf(point.getMember()));
        }
        if (source instanceof ElementSource binding) {
            return place(binding.getDeclaringSource());
        }
        if (source instanceof Member member) {
            return Optional.of("; in " + nameOf(member));
        }
        return source instanceof StackTraceElement || source instanceof String
                ? Optional.of("; at " + source)
                : Optional.empty();
    }

    private static String nameOf(Member member) {
        String type = member.getDeclaringClass().getName();
        return member instanceof Constructor ? "the constructor of " + type : "%s.%s".formatted(type, member.getName());
    }
}
