package io.forge.runtime;

import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Tells by its stack whether a thread is slow because it does something for the first time: loads classes, or learns a type. */
final class ColdCode {

    private static final Pattern LOADING =
            Pattern.compile("java\\.lang\\.(ClassLoader|invoke\\.MethodHandleNatives)|jdk\\.internal\\.loader\\..*");

    private static final Pattern SERVER = Pattern.compile(
            "(io\\.forge\\.(batch|http|inference|json|metrics|plugin|runtime)|tools\\.jackson|io\\.undertow|org\\.xnio)\\..*");

    private static final Set<String> JDK = Set.of("java", "jdk");

    private ColdCode() {}

    /** Whether it loads or initializes a class, or runs code of the server's and not of a handler. */
    static boolean isAt(StackTraceElement[] stack) {
        return Stream.of(stack).anyMatch(ColdCode::isLoading)
                || Stream.of(stack)
                        .filter(frame -> !isOfJdk(frame))
                        .findFirst()
                        .map(frame -> SERVER.matcher(frame.getClassName()).matches())
                        .orElse(true);
    }

    private static boolean isLoading(StackTraceElement frame) {
        return frame.getMethodName().equals("<clinit>")
                || LOADING.matcher(frame.getClassName()).matches();
    }

    private static boolean isOfJdk(StackTraceElement frame) {
        String module = frame.getModuleName();
        return module != null && JDK.contains(module.substring(0, Math.max(0, module.indexOf('.'))));
    }
}
