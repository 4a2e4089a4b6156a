package ${package};

import jakarta.inject.Inject;

/** Answers a name with a greeting. */
public final class ${type}Handler {

    /** What is sent: {@code {"name":"Ada"}}. */
    public record Person(String name) {}

    /** What is answered: {@code {"text":"Hello, Ada!"}}. */
    public record Answer(String text) {}

    private final Greeter greeter;

    @Inject
    ${type}Handler(Greeter greeter) {
        this.greeter = greeter;
    }

    Answer greet(Person person) {
        return new Answer(greeter.greet(person.name()));
    }
}
