package io.forge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command {@code new}: the project that it writes, and when it writes none. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class NewCommandTest {

    @TempDir
    private Path folder;

    @Test
    void writesAProject() throws IOException {
        assertThat(run("new", "read-aloud").exitCode()).isZero();

        assertThat(filesIn(folder.resolve("read-aloud")).keySet())
                .containsExactly(
                        ".gitignore",
                        "README.md",
                        "pom.xml",
                        "src/main/java/com/example/readaloud/ReadAloudConfig.java",
                        "src/main/java/com/example/readaloud/ReadAloudFactory.java",
                        "src/main/resources/META-INF/services/io.forge.api.HandlerFactory",
                        "src/test/java/com/example/readaloud/ReadAloudTest.java");
    }

    @Test
    void writesAProjectWithGuice() throws IOException {
        assertThat(run("new", "shout", "--guice").exitCode()).isZero();

        var files = filesIn(folder.resolve("shout"));
        assertThat(files.keySet())
                .containsExactly(
                        ".gitignore",
                        "README.md",
                        "pom.xml",
                        "src/main/java/com/example/shout/Greeter.java",
                        "src/main/java/com/example/shout/ShoutConfig.java",
                        "src/main/java/com/example/shout/ShoutFactory.java",
                        "src/main/java/com/example/shout/ShoutHandler.java",
                        "src/main/resources/META-INF/services/io.forge.api.HandlerFactory",
                        "src/test/java/com/example/shout/ShoutTest.java");
        assertThat(files.get("pom.xml")).contains("<artifactId>forge-guice</artifactId>");
    }

    @Test
    void saysWhatToDoNext() {
        assertThat(run("new", "shout").out())
                .containsExactly(
                        "Made %s/shout, with the handler in src/main/java/com/example/shout. Go on with:"
                                .formatted(folder),
                        "  cd %s/shout && mvn package".formatted(folder),
                        "  forge-cli start --plugins target/plugin",
                        "  curl http://127.0.0.1:8080/shout -H 'Content-Type: application/json'"
                                + " -d '{\"name\": \"Ada\"}'",
                        "There is no Maven repository beside this command: Maven has to know one with Forge's artifacts.");
    }

    @Test
    void bringsForgeAlongForMaven() throws IOException {
        var repository = folder.resolve("repository/io/forge/forge-api/1");
        Files.createDirectories(repository);
        for (String name : List.of("forge-api-1.jar", "forge-api-1.pom", "maven-metadata-local.xml")) {
            Files.writeString(repository.resolve(name), name);
        }

        var execution =
                run("new", "shout", "--repository", folder.resolve("repository").toString());

        assertThat(execution.out()).last().asString().startsWith("  curl ");
        assertThat(filesIn(folder.resolve("shout/repository")))
                .containsOnly(
                        Map.entry("io/forge/forge-api/1/forge-api-1.jar", "forge-api-1.jar"),
                        Map.entry("io/forge/forge-api/1/forge-api-1.pom", "forge-api-1.pom"));
        assertThat(folder.resolve("shout/pom.xml")).content().contains("<url>${project.baseUri}repository</url>");
    }

    @Test
    void refusesARepositoryThatIsNotThere() {
        var execution = run("new", "shout", "--repository", "nowhere");

        assertThat(execution.err())
                .containsExactly("--repository: There is no folder nowhere: name a Maven repository, or leave it out");
        assertThat(execution.exitCode()).isEqualTo(1);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void quotesAFolderWithABlankForTheShell() throws IOException {
        var place = Files.createDirectory(folder.resolve("it's mine"));

        var execution = Execution.of("new", "shout", "--directory", place.toString());

        assertThat(execution.out().get(1)).isEqualTo("  cd '%s/it'\\''s mine/shout' && mvn package".formatted(folder));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"shout", "x", "read-aloud-2", "a--b-", "handler", "guice-handler", "class", "config", "test"})
    void writesAHandlerThatCompilesUnderAnyName(String name) throws IOException {
        assertThat(run("new", name).exitCode()).isZero();

        assertCompiles(folder.resolve(name));
    }

    @Test
    void takesAPackage() throws IOException {
        run("new", "shout", "--package", "org.acme.Loud_1");

        assertThat(folder.resolve("shout/src/main/java/org/acme/Loud_1/ShoutFactory.java"))
                .exists();
        assertThat(folder.resolve("shout/src/main/resources/META-INF/services/io.forge.api.HandlerFactory"))
                .hasContent("org.acme.Loud_1.ShoutFactory\n");
        assertCompiles(folder.resolve("shout"));
    }

    @Test
    void leavesNoWordToFillInButMavens() throws IOException {
        run("new", "shout", "--guice");

        var files = filesIn(folder.resolve("shout"));
        String pom = files.remove("pom.xml");

        assertThat(find("\\$\\{([^}]*)}", pom))
                .containsOnly(
                        "project.build.directory",
                        "project.artifactId",
                        "project.build.finalName",
                        "forge.version",
                        "plugin.folder");
        assertThat(files.values()).noneMatch(text -> text.contains("${"));
    }

    @Test
    void buildsWithTheVersionsThatForgeIsBuiltWith() throws IOException {
        run("new", "shout");
        String own = Files.readString(Path.of("../pom.xml"));
        String pom = Files.readString(folder.resolve("shout/pom.xml"));
        String versionPattern = "<artifactId>%s</artifactId>\\s*<version>([^<]*)</version>";

        assertThat(find("<forge.version>([^<]*)</forge.version>", pom))
                .isEqualTo(find(versionPattern.formatted("forge-parent"), own));
        for (String artifact : find("<artifactId>((?:maven|junit|assertj)-[^<]*)</artifactId>", pom)) {
            String version = find(versionPattern.formatted(artifact), own).get(0);
            String property = version.replaceAll("[${}]", "");
            assertThat(find(versionPattern.formatted(artifact), pom))
                    .as(artifact)
                    .isEqualTo(find("<%1$s>([^<]*)</%1$s>".formatted(Pattern.quote(property)), own));
        }
    }

    @Test
    void writesIntoAFolderThatIsEmpty() throws IOException {
        Files.createDirectory(folder.resolve("shout"));

        assertThat(run("new", "shout").exitCode()).isZero();

        assertCompiles(folder.resolve("shout"));
    }

    @Test
    void leavesAFolderAloneThatIsNotEmpty() throws IOException {
        Files.createDirectory(folder.resolve("shout"));
        Files.writeString(folder.resolve("shout/notes.txt"), "mine");

        assertIsThere(run("new", "shout"));

        assertThat(filesIn(folder)).containsOnly(Map.entry("shout/notes.txt", "mine"));
    }

    @Test
    void leavesAFileAloneThatHasTheName() throws IOException {
        Files.writeString(folder.resolve("shout"), "mine");

        assertIsThere(run("new", "shout"));

        assertThat(filesIn(folder)).containsOnly(Map.entry("shout", "mine"));
    }

    @Test
    void leavesALinkAloneThatHasTheName() throws IOException {
        Files.createSymbolicLink(folder.resolve("shout"), folder.resolve("nowhere"));

        assertIsThere(run("new", "shout"));

        assertThat(folder.resolve("shout")).isSymbolicLink();
    }

    @Test
    void leavesNothingOfAProjectThatCannotBeWritten() throws IOException {
        var execution = run("new", "shout", "--package", "a".repeat(300));

        assertThat(execution.err())
                .containsExactly(folder + "/shout cannot be written (File name too long):"
                        + " choose another place with --directory");
        assertThat(execution.exitCode()).isEqualTo(1);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void writesOneProjectWhereSeveralAreAskedForAtOnce() throws Exception {
        int number = 4;
        var barrier = new CyclicBarrier(number);
        Callable<Execution> attempt = () -> {
            barrier.await();
            return run("new", "shout");
        };
        var executor = Executors.newFixedThreadPool(number);
        try {
            var executions = new ArrayList<Execution>();
            for (var future : executor.invokeAll(List.of(attempt, attempt, attempt, attempt))) {
                executions.add(future.get());
            }

            assertThat(executions).extracting(Execution::exitCode).containsOnlyOnce(0);
            executions.stream().filter(one -> one.exitCode() != 0).forEach(this::assertIsThere);
        } finally {
            executor.shutdown();
        }
        assertCompiles(folder.resolve("shout"));
        assertThat(folder).isDirectoryNotContaining("glob:**/.*");
    }

    private Execution run(String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--directory", folder.toString()));
        return Execution.of(all.toArray(String[]::new));
    }

    private void assertIsThere(Execution execution) {
        assertThat(execution.err())
                .containsExactly(
                        folder + "/shout is there already: choose another name, or another place with --directory");
        assertThat(execution.out()).isEmpty();
        assertThat(execution.exitCode()).isEqualTo(1);
    }

    /** Its tests are compiled and run by the check of the whole project. */
    private void assertCompiles(Path project) throws IOException {
        var sources = filesIn(project).keySet().stream()
                .filter(file -> file.startsWith("src/main/java/"))
                .map(project::resolve)
                .toList();
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var options = List.of("-d", folder.toString(), "-proc:none", "-Xlint:all,-classfile", "-Werror");
            boolean compiles = compiler.getTask(
                            null, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
                    .call();
            assertThat(compiles).as(project + " compiles").isTrue();
        }
    }

    private static Map<String, String> filesIn(Path folder) throws IOException {
        var texts = new TreeMap<String, String>();
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                texts.put(folder.relativize(file).toString(), Files.readString(file));
            }
        }
        return texts;
    }

    /** The first group of all that is found. */
    private static List<String> find(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult result) -> result.group(1))
                .toList();
    }
}
