package ${package};

import jakarta.inject.Inject;

/** A part that the handler needs. */
final class Greeter {

    private final String greeting;

    @Inject
    Greeter(${type}Config config) {
        this.greeting = config.greeting();
    }

    String greet(String name) {
        return greeting + ", " + name + "!";
    }
}
