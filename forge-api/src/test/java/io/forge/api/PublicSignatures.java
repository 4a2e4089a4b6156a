package io.forge.api;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Writes down what code outside of a package can name of it: a line for each type, member and supertype, each line to be
 * understood without the others.
 */
final class PublicSignatures {

    private static final String CLASS_FILE = ".class";

    private PublicSignatures() {}

    /** Of a whole package, found by one of its types in a folder of class files. */
    static String ofPackage(Class<?> member) throws IOException, URISyntaxException {
        var classes = Path.of(
                member.getProtectionDomain().getCodeSource().getLocation().toURI());
        var folder = classes.resolve(member.getPackageName().replace('.', '/'));
        try (Stream<Path> files = Files.list(folder)) {
            var types = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(CLASS_FILE))
                    .map(name -> name.substring(0, name.length() - CLASS_FILE.length()))
                    .<Class<?>>map(name -> load(member.getPackageName() + "." + name, member.getClassLoader()))
                    .toList();
            return "%s%s\n%s".formatted(annotationsOf(member.getPackage()), member.getPackage(), of(types));
        }
    }

    /** Of those types of one package that are public, by name. */
    static String of(List<Class<?>> types) {
        return types.stream()
                .filter(PublicSignatures::isPublic)
                .sorted(Comparator.comparing(Class::getName))
                .map(type -> shortened("\n" + of(type), type.getPackageName()))
                .collect(joining());
    }

    private static Class<?> load(String name, ClassLoader loader) {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isPublic(Class<?> type) {
        return !type.isAnonymousClass()
                && !type.isLocalClass()
                && isPublic(type.getModifiers())
                && (type.getDeclaringClass() == null || isPublic(type.getDeclaringClass()));
    }

    private static boolean isPublic(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    private static String of(Class<?> type) {
        var lines = Stream.of(
                        supertypes(type), permitted(type), components(type), constants(type), fields(type), code(type))
                .flatMap(part -> part)
                .map(line -> "    " + line + "\n");
        return annotationsOf(type) + headOf(type) + "\n" + lines.collect(joining());
    }

    /** The same on every JDK: newer ones add that a type is sealed, which the lines below it say. */
    private static String headOf(Class<?> type) {
        return type.toGenericString().replaceFirst("(non-)?sealed ", "");
    }

    private static Stream<String> supertypes(Class<?> type) {
        Stream<Type> superclass = Stream.ofNullable(type.getGenericSuperclass()).filter(above -> above != Object.class);
        return Stream.concat(
                superclass.map(above -> type.getTypeName() + " extends " + above.getTypeName()),
                Stream.of(type.getGenericInterfaces())
                        .map(above -> type.getTypeName() + " implements " + above.getTypeName())
                        .sorted());
    }

    private static Stream<String> permitted(Class<?> type) {
        return Stream.ofNullable(type.getPermittedSubclasses())
                .flatMap(Stream::of)
                .map(below -> type.getTypeName() + " permits " + below.getTypeName())
                .sorted();
    }

    /** In their order, which is that of the constructor. */
    private static Stream<String> components(Class<?> type) {
        return Stream.ofNullable(type.getRecordComponents())
                .map(components -> Stream.of(components)
                        .map(PublicSignatures::component)
                        .collect(joining(", ", type.getTypeName() + " has components ", "")));
    }

    private static String component(RecordComponent component) {
        return component.getGenericType().getTypeName() + " " + component.getName();
    }

    /** In their order, which is that of their comparison. */
    private static Stream<String> constants(Class<?> type) {
        return Stream.ofNullable(type.getEnumConstants())
                .map(constants -> Stream.of(constants)
                        .map(constant -> ((Enum<?>) constant).name())
                        .collect(joining(", ", type.getTypeName() + " has constants ", "")));
    }

    private static Stream<String> fields(Class<?> type) {
        return Stream.of(type.getDeclaredFields())
                .filter(field -> isPublic(field.getModifiers()) && !field.isEnumConstant())
                .map(PublicSignatures::field)
                .sorted();
    }

    private static String field(Field field) {
        return annotationsOf(field) + field.toGenericString();
    }

    private static Stream<String> code(Class<?> type) {
        return Stream.<Executable[]>of(type.getDeclaredConstructors(), type.getDeclaredMethods())
                .flatMap(code -> Stream.of(code)
                        .filter(one -> isPublic(one.getModifiers()) && !one.isSynthetic())
                        .map(one -> annotationsOf(one) + one.toGenericString())
                        .sorted());
    }

    private static String annotationsOf(AnnotatedElement element) {
        return Stream.of(element.getAnnotations())
                .map(annotation -> "@" + annotation.annotationType().getTypeName() + " ")
                .sorted()
                .collect(joining());
    }

    /** Without the packages that everybody knows, and as people write it. */
    private static String shortened(String signature, String packageName) {
        return signature
                .replace('$', '.')
                .replaceAll("\\b(java\\.lang|%s)\\.(?=[A-Z])".formatted(packageName), "")
                .replaceAll(",(?=\\S)", ", ");
    }
}
