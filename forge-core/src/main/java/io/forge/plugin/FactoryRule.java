package io.forge.plugin;

import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;

/** What a class must be like so that a factory or source of handlers can be made of it. */
enum FactoryRule {

    /** As {@link java.util.ServiceLoader} has it, so that the same JAR can be put on the class path. */
    AS_A_SERVICE,

    /** In a file of ten lines, which is of use nowhere else, nothing needs to be public. */
    AS_WRITTEN;

    /**
     * The constructor to be called.
     *
     * @param kind what the class is to be, for messages
     */
    <S> Constructor<? extends S> constructorOf(Class<? extends S> type, String kind) throws PluginLoadException {
        try {
            var constructor = type.getDeclaredConstructor();
            switch (this) {
                case AS_A_SERVICE -> checkService(type, constructor, kind);
                case AS_WRITTEN -> constructor.setAccessible(true);
            }
            return constructor;
        } catch (NoSuchMethodException e) {
            throw unmakeable(type, kind);
        }
    }

    private void checkService(Class<?> type, Constructor<?> constructor, String kind) throws PluginLoadException {
        boolean isPublic = Modifier.isPublic(type.getModifiers()) && Modifier.isPublic(constructor.getModifiers());
        if (!isPublic || Modifier.isAbstract(type.getModifiers())) {
            throw unmakeable(type, kind);
        }
    }

    private PluginLoadException unmakeable(Class<?> type, String kind) {
        String what = switch (this) {
            case AS_A_SERVICE -> "be public, not abstract, with a public constructor without parameters";
            case AS_WRITTEN ->
                "have a constructor without parameters, and be static where it is inside of another class";
        };
        return new PluginLoadException("its %s %s must %s".formatted(kind, type.getName(), what));
    }
}
