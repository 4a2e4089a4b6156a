package io.forge.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The bounds of a number, size or duration, written as in a configuration; they belong to what is allowed. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Between {

    /** The least value. */
    String min();

    /** The greatest value; empty where there is none. */
    String max() default "";
}
