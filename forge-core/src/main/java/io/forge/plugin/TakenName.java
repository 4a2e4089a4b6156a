package io.forge.plugin;

/**
 * That of two things with a handler of one name, one is not served.
 *
 * @param name the handler's name
 * @param place where the one is that is not served
 * @param owner where the one is that has the name
 */
public record TakenName(String name, String place, String owner) {

    /** The place of a handler that the application has made. */
    public static final String APPLICATION = "application";

    /** What is wrong, and what to do. */
    public String message() {
        return "Handler '%s' of %s is not served, as %s has that name: remove one of them"
                .formatted(name, place, owner);
    }
}
