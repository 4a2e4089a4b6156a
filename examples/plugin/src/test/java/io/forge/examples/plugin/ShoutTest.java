package io.forge.examples.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.forge.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ShoutTest {

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    @Test
    void answersInCapitals() {
        assertThat(SERVER.post("/shout", "{\"text\":\"hello\"}").body()).isEqualTo("{\"text\":\"HELLO\"}");
    }
}
