package io.forge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.forge.ForgeConfig;
import io.forge.cli.config.ForgeFile;
import io.forge.cli.config.ShippedSchema;
import io.forge.config.ConfigKey;
import io.forge.config.ConfigKeys;
import io.forge.config.RecordBinder;
import io.forge.config.YamlFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Page, sample file and schema say what the records say. {@code mvn verify -Dforge.write=true} writes them anew.
 */
class ConfigurationReferenceTest {

    private static final String MARKER = "<!-- from here on made from the records -->\n";
    private static final Path REPOSITORY = Path.of("").toAbsolutePath().getParent();
    private static final Path CONF = REPOSITORY.resolve("forge-distribution/src/conf");

    private final Javadocs javadocs = new Javadocs(REPOSITORY);
    private final List<DescribedKey> keys = ForgeFile.keys().stream()
            .map(key -> new DescribedKey(key, javadocs.of(key.section(), key.component())))
            .toList();

    @Test
    void thePageSaysWhatTheRecordsSay() throws IOException {
        var file = REPOSITORY.resolve("docs/configuration.md");
        String page = Files.readString(file);
        String introduction = page.substring(0, page.indexOf(MARKER) + MARKER.length());

        assertIs(file, introduction + ConfigurationPage.of(keys, this::sectionSentence));
    }

    @Test
    void theSampleFileHasEveryKeyWithItsDefault() throws IOException {
        var file = CONF.resolve("forge.yaml");

        assertIs(file, SampleFile.of(keys, this::sectionSentence));
        assertThat(bound(Files.readString(file))).isEqualTo(ForgeFile.defaults());
        assertThat(bound(uncommented(Files.readString(file)))).isEqualTo(ForgeFile.defaults());
        assertThat(keys)
                .allSatisfy(key -> assertThat(Files.readString(file)).containsPattern("(?m)^ *# +" + key.name() + ":"));
    }

    /** The file as it would be if somebody took every comment sign before a key with a default away. */
    private static String uncommented(String file) {
        return file.lines()
                .takeWhile(line -> !line.equals("handlers:"))
                .map(line -> line.replaceFirst("# ([a-z-]+: [^ $]+)$", "$1"))
                .collect(Collectors.joining("\n"));
    }

    private static ForgeFile bound(String yaml) {
        return RecordBinder.bindOver(ForgeFile.defaults(), YamlFile.parse("forge.yaml", yaml))
                .orThrow();
    }

    @Test
    void theSchemaIsMadeFromTheRecordsAndShipped() throws IOException {
        String schema = ConfigurationSchema.of(keys, this::sectionSentence);

        assertIs(REPOSITORY.resolve("forge-cli/src/main/resources/io/forge/cli/config/" + ShippedSchema.NAME), schema);
        assertIs(CONF.resolve(ShippedSchema.NAME), schema);
    }

    @Test
    void theFileHasAllThatConfiguresAServer() {
        assertThat(ForgeFile.keys().stream().map(ConfigKey::name))
                .containsAll(ConfigKeys.of(ForgeConfig.defaults()).stream()
                        .map(ConfigKey::name)
                        .toList());
    }

    /** What a section's record says of itself; a section of names says it where it is a component. */
    private String sectionSentence(List<String> path) {
        return keys.stream()
                .filter(key -> key.sections().equals(path))
                .findFirst()
                .map(key -> javadocs.ofSection(key.key().section()))
                .orElseGet(() -> javadocs.of(
                        path.size() == 1 ? ForgeFile.class : parentOf(path), component(path.get(path.size() - 1))));
    }

    private Class<?> parentOf(List<String> path) {
        return keys.stream()
                .filter(key -> key.sections().equals(path.subList(0, path.size() - 1)))
                .findFirst()
                .orElseThrow()
                .key()
                .section();
    }

    private static String component(String key) {
        var words = key.split("-");
        var name = new StringBuilder(words[0]);
        for (int i = 1; i < words.length; i++) {
            name.append(Character.toUpperCase(words[i].charAt(0))).append(words[i].substring(1));
        }
        return name.toString();
    }

    private static void assertIs(Path file, String content) throws IOException {
        if (Boolean.getBoolean("forge.write")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
        }
        assertThat(Files.readString(file))
                .as("%s, which mvn verify -Dforge.write=true writes anew", file.getFileName())
                .isEqualTo(content);
    }
}
