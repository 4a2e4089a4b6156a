package io.forge.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a file may say, and what is said of one that cannot be read. */
class YamlFileTest {

    @TempDir
    private Path folder;

    @Test
    void everyValueKnowsItsPlace() {
        var section = YamlFile.parse("forge.yaml", "http:\n  port: 80\n");

        assertThat(section.find("http.port").orElseThrow().origin()).hasToString("forge.yaml:2:9");
        assertThat(section.placeOf("http.port")).hasToString("forge.yaml:2:3");
        assertThat(section.find("http.prot")).isEmpty();
        assertThat(section.find("http.port.more")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing but a comment\n", "---\n", "~"})
    void nothingIsASectionWithoutKeys(String yaml) {
        assertThat(YamlFile.parse("forge.yaml", yaml).entries()).isEmpty();
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstKey() {
        assertThat(YamlFile.parse("forge.yaml", "\uFEFFhttp: {}").entries()).containsOnlyKeys("http");
    }

    @Test
    void saysWhatIsNoYaml() {
        assertRefused("http:\n\tport: 80\n", "forge.yaml:2:1: This is not valid YAML: a tab cannot indent: use spaces");
        assertRefused(
                "http: {port: 80\n",
                "forge.yaml:2:1: This is not valid YAML: a section that begins with '{' is not closed");
        assertRefused("http: \"a\n", "forge.yaml:2:1: This is not valid YAML: a quote is not closed");
        assertRefused("- a\n", "forge.yaml:1:1: The file must start with a key such as 'http:' but is a list");
        assertRefused("port 80", "forge.yaml:1:1: The file must start with a key such as 'http:' but is 'port 80'");
        assertRefused("[a]: b", "forge.yaml:1:1: A key must be a word");
        assertRefused(
                "http:\n  port: 1\n  port: 2\n",
                "forge.yaml:3:3: Key 'http.port' is repeated; it was first set in line 2: remove one of them");
        assertRefused("a: *b\n", "forge.yaml:1:4: This is not valid YAML: found undefined alias b");
    }

    @Test
    void refusesWhatRefersToItselfOrIsNestedWithoutEnd() {
        assertRefused("a: &x [*x]", "forge.yaml:1:4: This refers to itself");
        assertRefused("a: &x {b: *x}", "forge.yaml:1:4: This refers to itself");
        assertRefused(
                "a: " + "[".repeat(100_000),
                "forge.yaml: This is not valid YAML: lists and sections are nested too deeply");
    }

    @Test
    void saysWhyAFileCannotBeRead() throws IOException {
        assertUnreadable(folder.resolve("none.yaml"), "This file does not exist: check the path");
        assertUnreadable(
                folder, "This is a directory: name a file in it, such as %s".formatted(folder.resolve("forge.yaml")));
        var latin = folder.resolve("latin.yaml");
        Files.write(latin, "host: ä".getBytes(StandardCharsets.ISO_8859_1));
        assertUnreadable(latin, "This file is not UTF-8 text: save it as UTF-8");
    }

    @Test
    void saysThatAFileMayNotBeRead() {
        assertThat(YamlFile.why(Path.of("forge.yaml"), new AccessDeniedException("forge.yaml")))
                .isEqualTo("This file may not be read by this user: change its permissions");
    }

    private static void assertRefused(String yaml, String message) {
        assertThat(catchThrowableOfType(ConfigException.class, () -> YamlFile.parse("forge.yaml", yaml)))
                .hasMessage(message);
    }

    private static void assertUnreadable(Path file, String message) {
        assertThat(catchThrowableOfType(ConfigException.class, () -> YamlFile.read(file)))
                .hasMessage(file + ": " + message);
    }
}
