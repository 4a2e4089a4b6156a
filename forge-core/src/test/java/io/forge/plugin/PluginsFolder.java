package io.forge.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Level;
import io.forge.Forge;
import io.forge.ForgeBuilder;
import io.forge.ForgeStartException;
import io.forge.testkit.Client;
import io.forge.testkit.Log;
import io.forge.testkit.PluginJar;
import java.nio.file.Path;

/**
 * A plugins folder with a plugin that is good, beside one that may be bad.
 *
 * @param folder where they are
 */
record PluginsFolder(Path folder) {

    Path addGood() {
        return PluginJar.answering("good", "text").write(folder.resolve("good.jar"));
    }

    /** Where the other one is. */
    Path bad() {
        return folder.resolve("bad.jar");
    }

    ForgeBuilder forge() {
        return Forge.builder().port(0).plugins(folder);
    }

    /** A warning by default, an error where the start is strict; the good plugin serves. */
    void assertWarns(String message) {
        try (var log = Log.capture();
                var forge = forge().start()) {
            assertThat(log.messages(Level.WARN)).containsExactly(message);
            assertThat(Client.ask(forge, "/good", "x").body()).isEqualTo("x");
        }
        try (var log = Log.capture()) {
            var refusal = catchThrowableOfType(ForgeStartException.class, forge().strict()::load);
            assertThat(refusal.problems()).containsExactly(message);
            assertThat(log.messages(Level.WARN)).isEmpty();
        }
    }

    void assertRefused(Path plugin, String why) {
        assertWarns("Plugin %s cannot be loaded: %s".formatted(plugin, why));
    }
}
