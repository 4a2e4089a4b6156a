package io.forge.json;

import io.forge.config.Spelling;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JacksonException.Reference;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.InvalidNullException;
import tools.jackson.databind.exc.InvalidTypeIdException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says in words, without a Java type in them, what is wrong with a JSON document or what was expected of it. */
final class InputMessages {

    private static final int MAX_SHOWN = 100;

    /** Where Jackson names the setting that a limit comes from. */
    private static final Pattern SETTING = Pattern.compile(", from `[^`]*`");

    private static final Pattern DUPLICATE = Pattern.compile("Duplicate Object property \"(.*)\"", Pattern.DOTALL);

    private static final Pattern MISSING = Pattern.compile(
            "Missing (?:required creator |creator |external type id )?property '([^']*)'.*", Pattern.DOTALL);

    /** How Jackson begins when a name in an object is not a key of the map. */
    private static final String KEY = "Cannot deserialize Map key";

    /** How Jackson lists the subtypes that there are. */
    private static final Pattern SUBTYPES = Pattern.compile(".*known type ids = \\[(.*?)].*", Pattern.DOTALL);

    /** How Jackson names the property that says which subtype an object is. */
    private static final Pattern SUBTYPE_PROPERTY =
            Pattern.compile(".*missing type id property '([^']*)'.*", Pattern.DOTALL);

    private final TypeDescriptions types;

    InputMessages(TypeDescriptions types) {
        this.types = types;
    }

    /** What a client sent wrong, as far as the JSON alone can tell. */
    static String ofStream(JacksonException problem) {
        return problem instanceof StreamConstraintsException
                ? "The JSON exceeds a limit: "
                        + SETTING.matcher(problem.getOriginalMessage()).replaceAll("")
                : syntax(problem);
    }

    /** What a client sent wrong. */
    String of(JacksonException problem) {
        if (problem instanceof StreamConstraintsException) {
            return ofStream(problem);
        }
        if (problem instanceof InputCoercionException) {
            return "%s has a number that is out of range%s".formatted(what(problem), place(problem));
        }
        if (problem instanceof StreamReadException) {
            return syntax(problem);
        }
        if (problem instanceof UnrecognizedPropertyException unknown) {
            return "Property '%s' is unknown%s"
                    .formatted(path(unknown), nearest(unknown.getPropertyName(), unknown.getKnownPropertyIds()));
        }
        if (problem instanceof MissingProperties missing) {
            return of(missing, Optional.empty());
        }
        if (problem instanceof InvalidNullException absent) {
            return "%s must be %s but is null".formatted(what(absent), types.of(types.type(absent.getTargetType())));
        }
        if (problem instanceof InvalidTypeIdException subtype) {
            return subtype(subtype);
        }
        if (problem instanceof InvalidFormatException wrong
                && wrong.getValue() != null
                && wrong.getTargetType() != null) {
            return value(wrong);
        }
        if (problem instanceof MismatchedInputException mismatch) {
            return mismatch(mismatch);
        }
        return "The JSON does not fit%s".formatted(place(problem));
    }

    /** What an object lacks, together with what it has instead. */
    String of(MissingProperties problem, Optional<UnrecognizedPropertyException> unknown) {
        var missing = new ArrayList<>(problem.names());
        var sentences = new ArrayList<String>();
        if (unknown.isPresent()) {
            String name = unknown.get().getPropertyName();
            var meant = Spelling.nearest(name, missing);
            sentences.add(meant.map(nearest ->
                            "Property '%s' is unknown: did you mean '%s'?".formatted(path(unknown.get()), nearest))
                    .orElseGet(() -> of(unknown.get())));
            meant.ifPresent(missing::remove);
        }
        if (!missing.isEmpty()) {
            String path = path(problem);
            sentences.add(missing.stream()
                            .map(name -> "'%s'".formatted(path.isEmpty() ? name : path + "." + name))
                            .collect(Collectors.joining(", ", missing.size() == 1 ? "Property " : "Properties ", ""))
                    + (missing.size() == 1 ? " is missing" : " are missing"));
        }
        return String.join(sentences.get(0).endsWith("?") ? " " : ". ", sentences);
    }

    /** Whether it is in the very object that lacks something. */
    static boolean isIn(UnrecognizedPropertyException unknown, MissingProperties missing) {
        String object = path(missing);
        return path(unknown).equals((object.isEmpty() ? "" : object + ".") + unknown.getPropertyName());
    }

    /** What is wrong with a document that could still become valid. */
    static String ofCut(JacksonException problem) {
        return "The body ends too early%s: send the whole JSON value".formatted(place(problem));
    }

    /** Jackson's own text says after a colon how its reader could be made to take it: that is not for a client. */
    private static String syntax(JacksonException problem) {
        String message = problem.getOriginalMessage();
        var duplicate = DUPLICATE.matcher(message);
        if (duplicate.matches()) {
            return "The body has the name '%s' twice in one object%s: send it once"
                    .formatted(cut(duplicate.group(1)), place(problem));
        }
        int end = message.indexOf(": ");
        return "The body is not valid JSON%s: %s"
                .formatted(place(problem), end < 0 ? message : message.substring(0, end));
    }

    private String subtype(InvalidTypeIdException problem) {
        var found = problem.getCurrentToken();
        if (problem.getTypeId() == null && found != null && found.isScalarValue()) {
            return unexpected(problem, problem.getBaseType());
        }
        String message = problem.getOriginalMessage();
        var known = SUBTYPES.matcher(message);
        String must = known.matches() ? "must be one of " + known.group(1) : "must be one that is known here";
        String path = path(problem);
        String what = types.subtypeProperty(problem.getBaseType())
                .or(() -> subtypeProperty(message))
                .map(name -> "Property '%s'".formatted(path.isEmpty() ? name : path + "." + name))
                .orElse("The type of %s".formatted(path.isEmpty() ? "the body" : "property '%s'".formatted(path)));
        if (problem.getTypeId() != null) {
            return "%s %s but is %s".formatted(what, must, shown(problem.getTypeId()));
        }
        return known.matches()
                ? "%s is missing: it %s".formatted(what, must)
                : "%s cannot be told from what it has".formatted(what);
    }

    private static Optional<String> subtypeProperty(String message) {
        var named = SUBTYPE_PROPERTY.matcher(message);
        return named.matches() ? Optional.of(named.group(1)) : Optional.empty();
    }

    private String value(InvalidFormatException problem) {
        String must = types.of(problem.getTargetType());
        String is = shown(problem.getValue());
        return problem.getOriginalMessage().startsWith(KEY)
                ? "%s has the name %s, which must be %s".formatted(what(problem), is, must)
                : "%s must be %s but is %s".formatted(what(problem), must, is);
    }

    private String mismatch(MismatchedInputException mismatch) {
        String message = mismatch.getOriginalMessage();
        if (message.startsWith("Trailing token")) {
            return "The body goes on after the JSON value%s: send one value".formatted(place(mismatch));
        }
        if (message.startsWith("No content")) {
            return "The body is empty: send JSON, %s".formatted(types.of(mismatch.getTargetType()));
        }
        Optional<String> missing = missingProperty(mismatch);
        if (missing.isPresent()) {
            return "Property '%s' is missing".formatted(missing.get());
        }
        return mismatch.getTargetType() == null
                ? "%s does not fit%s".formatted(what(mismatch), place(mismatch))
                : unexpected(mismatch, types.type(mismatch.getTargetType()));
    }

    private String unexpected(MismatchedInputException mismatch, JavaType type) {
        var found = mismatch.getCurrentToken();
        String must = types.of(type);
        if (found == null) {
            return "%s must be %s but is not".formatted(what(mismatch), must);
        }
        return must.startsWith(of(found)) // Then it is not its kind that is wrong.
                ? "%s does not fit%s".formatted(what(mismatch), place(mismatch))
                : "%s must be %s but is %s".formatted(what(mismatch), must, of(found));
    }

    /** A value as a message shows it. */
    static String shown(Object value) {
        return value instanceof String text ? "'%s'".formatted(cut(text)) : cut(value.toString());
    }

    static String cut(String text) {
        if (text.length() <= MAX_SHOWN) {
            return text;
        }
        // Half of a surrogate pair is no character, and strict clients refuse the answer that has it.
        int end = Character.isHighSurrogate(text.charAt(MAX_SHOWN - 1)) ? MAX_SHOWN - 1 : MAX_SHOWN;
        return text.substring(0, end) + "...";
    }

    /** Jackson says which creator property is missing in its text only. */
    private static Optional<String> missingProperty(MismatchedInputException mismatch) {
        var missing = MISSING.matcher(mismatch.getOriginalMessage());
        if (!missing.matches()) {
            return Optional.empty();
        }
        String path = path(mismatch);
        String name = missing.group(1);
        if (missing.group().startsWith("Missing external")) { // It stands beside the property that it is about.
            return Optional.of(path.substring(0, path.lastIndexOf('.') + 1) + name);
        }
        boolean named = path.equals(name) || path.endsWith("." + name);
        return Optional.of(path.isEmpty() ? name : named ? path : path + "." + name);
    }

    private static String what(JacksonException problem) {
        String path = path(problem);
        return path.isEmpty() ? "The body" : "Property '%s'".formatted(path);
    }

    /** Where in the document: {@code items[2].name}. */
    static String path(JacksonException problem) {
        var path = new StringBuilder();
        for (Reference step : problem.getPath()) {
            if (step.getPropertyName() != null) {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            } else if (step.getIndex() >= 0) {
                path.append('[').append(step.getIndex()).append(']');
            }
        }
        return path.toString();
    }

    private static String place(JacksonException problem) {
        var location = problem.getLocation();
        return location == null || location.getLineNr() < 1
                ? ""
                : " (line %s, column %s)".formatted(location.getLineNr(), location.getColumnNr());
    }

    static String nearest(String name, Collection<?> known) {
        var names = known.stream().map(Object::toString).sorted().toList();
        if (names.isEmpty()) {
            return "";
        }
        return Spelling.nearest(name, names)
                .map(nearest -> ": did you mean '%s'?".formatted(nearest))
                .orElse(": known are " + String.join(", ", names));
    }

    /** What a JSON value is called. */
    static String of(JsonToken token) {
        return switch (token) {
            case START_OBJECT, END_OBJECT, PROPERTY_NAME -> "an object";
            case START_ARRAY, END_ARRAY -> "an array";
            case VALUE_STRING -> "a string";
            case VALUE_NUMBER_INT -> "a whole number";
            case VALUE_NUMBER_FLOAT -> "a number with a fraction";
            case VALUE_TRUE, VALUE_FALSE -> "a boolean";
            case VALUE_NULL -> "null";
            case NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT -> "something else";
        };
    }
}
