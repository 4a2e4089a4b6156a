package io.forge.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A section is bound to the record that was declared for it, and tells what holds and what does not fit. */
class DeclaredSectionTest {

    record Limits(int max, Optional<Duration> pause) {}

    record Config(String ending, int times, Limits limits, List<String> words) {

        Config {
            ending = ending == null ? "!" : ending;
            if (times > 9) {
                throw new IllegalArgumentException("'times' must not be more than 9");
            }
        }
    }

    record Tree(String name, Optional<Tree> next, List<Tree> children) {}

    record Picky(int size) {
        Picky {
            if (size < 1) {
                throw new IllegalStateException("too small");
            }
        }
    }

    private static DeclaredSection bind(String yaml) {
        return DeclaredSection.bind(Config.class, YamlFile.parse("forge.yaml", yaml), "handlers.shout.config");
    }

    private static Map<String, String> texts(List<ConfigKey> keys) {
        return keys.stream()
                .collect(Collectors.toMap(
                        ConfigKey::name,
                        key -> key.defaultValue().map(Values::write).orElse("none")));
    }

    @Test
    void hasWhatTheHandlerGets() {
        var section = bind("times: 3\nlimits: {max: 5}\n");

        assertThat(section.isBound()).isTrue();
        assertThat(texts(section.values()))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("ending", "!", "times", "3", "limits.max", "5", "limits.pause", "none", "words", "[]"));
        assertThat(section.find(List.of("limits", "max")))
                .hasValueSatisfying(node -> assertThat(node.origin()).hasToString("forge.yaml:2:15"));
        assertThat(section.find(List.of("limits", "pause"))).isEmpty();
    }

    @Test
    void hasTheDefaultsAlsoWhereAKeyMustBeSet() {
        assertThat(texts(bind("times: 3").defaults()))
                .containsEntry("ending", "!")
                .containsEntry("times", "none");
    }

    @Test
    void hasDefaultsWhereTheSectionDoesNotFit() {
        var section = bind("times: many\nendin: x\n");

        assertThat(section.isBound()).isFalse();
        assertThat(section.problems())
                .extracting(ConfigProblem::toString)
                .containsExactly(
                        "forge.yaml:1:8: Key 'handlers.shout.config.times' must be a whole number but is 'many'",
                        "forge.yaml:2:1: Unknown key 'handlers.shout.config.endin': did you mean 'ending'?");
        assertThat(texts(section.values())).containsEntry("ending", "!");
        assertThat(section.find(List.of("times"))).isEmpty();
    }

    @Test
    void hasWhatWasWrittenWhereTheConstructorRefusesIt() {
        var section = bind("times: 10");

        assertThat(section.problems())
                .extracting(ConfigProblem::toString)
                .containsExactly("forge.yaml:1:1: Key 'handlers.shout.config.times' must not be more than 9");
    }

    @Test
    void findsWhatStandsInAWord() {
        var section = DeclaredSection.bind(
                Config.class,
                Nodes.section(Map.of("times", 1, "limits", Nodes.word("{max: 2}", Origin.of("--set"))), Origin.NONE),
                "");

        assertThat(section.find(List.of("limits", "max")))
                .hasValueSatisfying(node -> assertThat(node.origin()).hasToString("--set"));
    }

    @Test
    void endsAtARecordThatIsInItself() {
        var section = DeclaredSection.bind(Tree.class, Node.Section.EMPTY, "");

        assertThat(section.defaults()).extracting(ConfigKey::name).containsExactly("name", "next", "children");
    }

    @Test
    void hasKeysWithoutDefaultsWhereTheConstructorFails() {
        var section = DeclaredSection.bind(Picky.class, YamlFile.parse("", "size: 2"), "");

        assertThat(texts(section.defaults())).isEqualTo(Map.of("size", "none"));
        assertThat(texts(section.values())).isEqualTo(Map.of("size", "2"));
    }

    @Test
    void refusesWhatIsNoRecord() {
        assertThatThrownBy(() -> DeclaredSection.bind(String.class, Node.Section.EMPTY, ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.lang.String is not");
    }
}
