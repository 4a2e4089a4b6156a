package io.forge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The command {@code check} in this process. */
class CheckCommandTest {

    /** A handler of tensors has a route in each protocol. */
    @Test
    void countsHandlersAndNotTheirRoutes() {
        assertThat(Execution.of("check", "--handlers", "echo").out()).containsExactly("all is well: 1 handler");
        assertThat(Execution.of("check", "--handlers", "echo,reverse").out())
                .containsExactly("all is well: 2 handlers");
    }
}
