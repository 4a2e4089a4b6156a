package ${package};

import static org.assertj.core.api.Assertions.assertThat;

import io.forge.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ${type}Test {

    @RegisterExtension
    static final TestServer SERVER = new TestServer().set("handlers.${name}.config.greeting", "Good morning");

    @Test
    void greetsByName() {
        assertThat(SERVER.post("/${name}", "{\"name\":\"Ada\"}").body()).isEqualTo("{\"text\":\"Good morning, Ada!\"}");
    }

    @Test
    void refusesWhatHasNoName() {
        assertThat(SERVER.post("/${name}", "{}").statusCode()).isEqualTo(400);
    }
}
