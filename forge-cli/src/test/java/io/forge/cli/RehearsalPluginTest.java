package io.forge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.forge.Forge;
import io.forge.ModelReport;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The plugin that the rehearsal writes, in a server. */
@Timeout(60)
class RehearsalPluginTest {

    @TempDir
    Path folder;

    @Test
    void servesItsModelFromItsOwnJars() throws Exception {
        var plugins = folder.resolve("plugins");
        RehearsalPlugin.writeTo(plugins);
        var builder = Forge.builder()
                .port(0)
                .handlers(RehearsalSource.NAME)
                .plugins(plugins)
                .set(
                        "models.directory",
                        Files.createDirectory(folder.resolve("models")).toString());
        try (var forge = builder.start()) {
            assertThat(forge.plugins().all())
                    .singleElement()
                    .satisfies(plugin -> assertThat(plugin.jars()).containsExactly("plugin.jar", "native/library.jar"));
            assertThat(forge.models().all()).singleElement().satisfies(model -> {
                assertThat(model.name()).isEqualTo(RehearsalSource.NAME);
                assertThat(model.state()).isEqualTo(ModelReport.State.READY);
            });
        }
    }
}
