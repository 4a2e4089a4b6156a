package ${package};

/**
 * The configuration of the handler: its section {@code handlers.${name}.config}.
 *
 * @param greeting what an answer begins with; Hello where nothing is said
 */
public record ${type}Config(String greeting) {

    public ${type}Config {
        greeting = greeting == null ? "Hello" : greeting;
    }
}
