package io.forge.plugin;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;

/**
 * Starts a library with native code where no code of a plugin is on the stack: a thread that it makes there, such as a shutdown
 * hook, would keep the first plugin that uses it until the process ends.
 */
final class NativeStart {

    /** What names the method in the manifest of the plugin. */
    static final String ATTRIBUTE = "Forge-Native-Start";

    private NativeStart() {}

    /**
     * Calls a static method.
     *
     * @param method its class and name
     * @param loader the library's
     * @param limit with the same class loader
     */
    static void call(String method, ClassLoader loader, CodeLimit limit) throws PluginLoadException {
        try {
            limit.call(method + "()", () -> {
                int dot = method.lastIndexOf('.');
                var type = Class.forName(method.substring(0, Math.max(dot, 0)), true, loader);
                var start = type.getMethod(method.substring(dot + 1));
                if (!Modifier.isStatic(start.getModifiers())) {
                    throw new NoSuchMethodException(method);
                }
                start.invoke(null);
                return start;
            });
        } catch (ClassNotFoundException | NoSuchMethodException | IllegalAccessException e) {
            throw new PluginLoadException(
                    "%s in its manifest names '%s', but no JAR in %s/ has a public static method of that name without parameters: correct it"
                            .formatted(ATTRIBUTE, method.replaceAll("\\p{Cntrl}", "?"), PluginFiles.NATIVE),
                    e);
        } catch (Exception | LinkageError e) { // Somebody else's code.
            var cause = e instanceof InvocationTargetException && e.getCause() != null ? e.getCause() : e;
            throw new PluginLoadException("%s() fails: %s".formatted(method, FailureMessages.of(cause)), e);
        }
    }
}
