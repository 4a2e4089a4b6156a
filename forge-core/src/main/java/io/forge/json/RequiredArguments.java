package io.forge.json;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.Version;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.deser.ValueInstantiator;
import tools.jackson.databind.deser.ValueInstantiators;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.NopAnnotationIntrospector;
import tools.jackson.databind.module.SimpleModule;

/**
 * Says which arguments of a constructor JSON must give: all but those whose type or annotation says that they may be absent.
 *
 * <p>Asked once for each type; what Jackson's own annotations say of it, Jackson has read before.
 */
final class RequiredArguments extends NopAnnotationIntrospector {

    private static final long serialVersionUID = 1;

    private static final Set<Class<?>> OPTIONAL =
            Set.of(Optional.class, OptionalInt.class, OptionalLong.class, OptionalDouble.class);

    /** Has a mapper read objects by this. */
    static JacksonModule module() {
        return new SimpleModule("required arguments") {

            private static final long serialVersionUID = 1;

            @Override
            public void setupModule(SetupContext context) {
                super.setupModule(context);
                context.appendAnnotationIntrospector(new RequiredArguments());
                context.addValueInstantiators(new Complete());
            }
        };
    }

    @Override
    public Version version() {
        return Version.unknownVersion();
    }

    @Override
    public @Nullable Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
        return member instanceof AnnotatedParameter argument ? !mayBeAbsent(config, argument) : null;
    }

    private static boolean mayBeAbsent(MapperConfig<?> config, AnnotatedParameter argument) {
        var marks = new ArgumentMarks(argument);
        return OPTIONAL.contains(argument.getRawType())
                || takesNull(argument.getAnnotation(JsonSetter.class))
                || marks.haveNullable()
                || marks.haveIgnore()
                || isNotFromJson(config, argument);
    }

    private static boolean takesNull(@Nullable JsonSetter setter) {
        return setter != null && setter.nulls() != Nulls.DEFAULT && setter.nulls() != Nulls.FAIL;
    }

    /** Whether something else than a property of its name gives it. */
    private static boolean isNotFromJson(MapperConfig<?> config, AnnotatedParameter argument) {
        var annotations = config.getAnnotationIntrospector();
        var owner = config.classIntrospectorInstance()
                .introspectClassAnnotations(
                        config.constructType(argument.getOwner().getMember().getDeclaringClass()));
        var name = annotations.findImplicitPropertyName(config, argument);
        return annotations.findPropertyAccess(config, argument) == JsonProperty.Access.READ_ONLY
                || Boolean.TRUE.equals(annotations.hasAnySetter(config, argument))
                || (name != null
                        && annotations
                                .findPropertyIgnoralByName(config, owner)
                                .getIgnored()
                                .contains(name));
    }

    private static final class Complete extends ValueInstantiators.Base {

        @Override
        public ValueInstantiator modifyValueInstantiator(
                DeserializationConfig config, BeanDescription.Supplier type, ValueInstantiator jacksons) {
            return jacksons.canCreateFromObjectWith() ? new CompleteArguments(jacksons) : jacksons;
        }
    }
}
