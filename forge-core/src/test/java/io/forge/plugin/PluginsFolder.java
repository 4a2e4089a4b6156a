package io.forge.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Level;
import io.forge.Forge;
import io.forge.ForgeBuilder;
import io.forge.ForgeStartException;
import io.forge.testkit.Client;
import io.forge.testkit.Latches;
import io.forge.testkit.Log;
import io.forge.testkit.PluginJar;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

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

    /** As {@link #assertWarnsAtStart}, and the same warning, once, where it comes while the server runs. */
    void assertWarns(String message) {
        assertWarnsAtStart(message);
        var away = takeAway();
        try (var log = Log.capture();
                var forge = forge().start()) {
            away.forEach(PluginsFolder::move);
            Latches.awaitUntil(() -> !log.messages(Level.WARN).isEmpty());
            assertThat(log.messages(Level.WARN)).containsExactly(message);
            assertThat(Client.ask(forge, "/good", "x").body()).isEqualTo("x");
        }
    }

    /** Moves all but the good plugin elsewhere; where each has come to lie, and where it belongs. */
    private Map<Path, Path> takeAway() {
        var away = new LinkedHashMap<Path, Path>();
        try (var files = Files.newDirectoryStream(
                folder,
                file -> !file.endsWith("good.jar")
                        && !file.getFileName().toString().startsWith("."))) {
            var elsewhere = Files.createDirectory(folder.resolve(".away-" + System.nanoTime()));
            for (var file : files) {
                away.put(elsewhere.resolve(file.getFileName()), file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        away.forEach((there, here) -> move(here, there));
        return away;
    }

    private static void move(Path from, Path to) {
        try {
            Files.move(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A warning by default, an error where the start is strict; the good plugin serves. */
    void assertWarnsAtStart(String message) {
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
