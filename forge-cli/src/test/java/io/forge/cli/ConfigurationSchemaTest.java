package io.forge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The schema that {@code forge-cli config --schema} prints, in the hands of a validator such as editors have. */
class ConfigurationSchemaTest {

    @TempDir
    private Path folder;

    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private final String schema =
            String.join("\n", Execution.of("config", "--schema").out());

    @Test
    void isASchema() {
        var dialect = registry.getSchema("{\"$ref\": \"https://json-schema.org/draft/2020-12/schema\"}");

        assertThat(dialect.validate(schema, InputFormat.JSON)).isEmpty();
    }

    @Test
    void takesTheSampleFile() throws IOException {
        assertThat(problems(Files.readString(Path.of("../forge-distribution/src/conf/forge.yaml"))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http: {port: 9000, max-body: 5MiB, header-timeout: 250ms}",
                "http: {max-body: 512}",
                "serve: [reverse]",
                "handlers: {short: {use: sleep, dispatch: serial, timeout: 500ms, config: {duration: 1s}}}"
            })
    void takesWhatForgeTakes(String yaml) throws IOException {
        assertThat(problems(yaml)).isEmpty();
        assertThat(Execution.of("check", "--config", file(yaml)).err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http: {prot: 9000}",
                "http: {port: 65536}",
                "http: {max-body: 5MB}",
                "calls: {timeout: 3}",
                "dispatch: {mode: wroker}",
                "serve: reverse",
                "handlers: {short: {dispach: serial}}",
                "handlers: {short: {timeout: 3}}",
                "handlers: {short: 5}"
            })
    void refusesWhatForgeRefuses(String yaml) throws IOException {
        assertThat(problems(yaml)).isNotEmpty();
        assertThat(Execution.of("check", "--config", file(yaml)).exitCode()).isOne();
    }

    private List<Error> problems(String yaml) {
        return registry.getSchema(schema).validate(yaml, InputFormat.YAML);
    }

    private String file(String yaml) throws IOException {
        return Files.writeString(folder.resolve("forge.yaml"), yaml).toString();
    }
}
