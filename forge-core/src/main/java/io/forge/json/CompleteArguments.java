package io.forge.json;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.deser.SettableBeanProperty;
import tools.jackson.databind.deser.ValueInstantiator;
import tools.jackson.databind.deser.bean.PropertyValueBuffer;
import tools.jackson.databind.exc.InvalidNullException;

/** Calls a constructor or factory method only with all that it requires. */
final class CompleteArguments extends ValueInstantiator.Delegating {

    private static final long serialVersionUID = 1;

    private static final Object REVIEW = new Object();

    CompleteArguments(ValueInstantiator jacksons) {
        super(jacksons);
    }

    /**
     * A reader that makes nothing of an object which lacks something, and goes on, where others stop: Jackson comes to the
     * properties that are unknown only after an object was made.
     */
    static ObjectReader goingOn(ObjectReader reader) {
        return reader.withAttribute(REVIEW, true);
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // Jackson gives the same one back where it is not to be another.
    public ValueInstantiator createContextual(DeserializationContext context, BeanDescription.Supplier type) {
        var contextual = delegate().createContextual(context, type);
        return contextual == delegate() ? this : new CompleteArguments(contextual);
    }

    @Override
    public @Nullable Object createFromObjectWith(
            DeserializationContext context, SettableBeanProperty[] properties, PropertyValueBuffer values) {
        if (!values.isComplete()) {
            var missing = missing(properties, values);
            if (!missing.isEmpty()) {
                if (context.getAttribute(REVIEW) != null) {
                    return null;
                }
                throw new MissingProperties(context.getParser(), missing);
            }
        }
        Object[] arguments = values.getParameters(context, properties);
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i] == null && properties[i].isRequired()) {
                throw isNull(context, properties[i]);
            }
        }
        return delegate().createFromObjectWith(context, arguments);
    }

    private static List<String> missing(SettableBeanProperty[] properties, PropertyValueBuffer values) {
        return Arrays.stream(properties)
                .filter(property -> property.isRequired()
                        && property.getInjectionDefinition() == null
                        && !values.hasParameter(property))
                .map(SettableBeanProperty::getName)
                .toList();
    }

    private InvalidNullException isNull(DeserializationContext context, SettableBeanProperty property) {
        var problem = InvalidNullException.from(context, property.getFullName(), property.getType());
        problem.prependPath(getValueClass(), property.getName());
        return problem;
    }
}
