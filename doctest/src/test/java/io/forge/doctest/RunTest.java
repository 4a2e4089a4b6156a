package io.forge.doctest;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTest {

    /** Serves nothing, but starts and ends as a server does, and notes it. */
    private static final String SERVER = """
            echo "start $2" >>events
            trap 'echo "stop $2" >>events; exit ${2#code=}' TERM
            echo "ready in 0.1 s"
            mkfifo "nothing $$"
            while true; do read -r -t 1 <>"nothing $$"; done
            """;

    @TempDir
    private Path folder;

    private Path root;
    private Sample sample;

    @BeforeEach
    void makeRepository() throws IOException {
        root = Files.createDirectory(folder.resolve("a clone"));
        sample = new Sample(root);
    }

    @Test
    void acceptsCommandsThatPrintWhatIsShown() throws Exception {
        expectNothing("```sh\necho one\necho two\n```\n\nwhich prints\n\n```text\none\ntwo\n```\n");
    }

    @Test
    void refusesCommandsThatPrintSomethingElse() throws Exception {
        expect(
                "```sh\necho three\n```\n\n```text\none\n```\n",
                "README.md:5: The commands above print something else:\n    three\n");
    }

    @Test
    void refusesACommandThatFails() throws Exception {
        expect(
                "# Title\n\n```sh\ntrue\nls nowhere\necho not here\n```\n",
                "README.md:5: This ended with exit code 2, not 0\n    ls nowhere\n    ls: ");
        expect("```sh\nfalse | true\n```\n", "README.md:2: This ended with exit code 1, not 0\n    false | true\n");
        expect("```sh\nif then\n```\n", "README.md:2: This ended with exit code 2, not 0\n    if then\n");
    }

    @Test
    void expectsAFailureThatIsMarked() throws Exception {
        expectNothing("<!-- exits 3 -->\n```sh\necho wrong >&2\nexit 3\n```\n\n```text\nwrong\n```\n");
        expect("<!-- exits 3 -->\n```sh\ntrue\n```\n", "README.md:3: This ended with exit code 0, not 3");
        expect("<!-- exits 3 -->\n```sh\n```\n", "README.md:3: This ended with exit code 0, not 3");
    }

    @Test
    void listsWhatIsNotRun() throws Exception {
        var result = sample.run("<!-- not run: takes an hour -->\n```sh\nfalse\n```\n");

        assertThat(result.isWell()).isTrue();
        assertThat(result.report()).endsWith("Not run:\n  README.md:2: takes an hour\n");
    }

    @Test
    void keepsAServerUntilTheNextOneAndTheEnd() throws Exception {
        sample.withForge(SERVER);

        expectNothing("""
                ```sh
                bin/forge-cli start code=0
                ```

                ```text
                ready in 0.7 s
                ```

                ```sh
                echo asked >>events
                ```

                ```sh
                'bin/forge-cli' \\
                  start 0
                # which goes on
                ```
                """);
        assertThat(root.resolve("events")).hasContent("start code=0\nasked\nstop code=0\nstart 0\nstop 0");
    }

    @Test
    void refusesAServerThatEndsBadly() throws Exception {
        sample.withForge(SERVER);

        expect(
                "```sh\nbin/forge-cli start code=7\n```\n",
                "README.md:1: The server ended with exit code 7, not 0\n    ready in 0.1 s\n");
    }

    @Test
    void refusesAServerThatDoesNotStart() throws Exception {
        sample.withForge("echo 'Port 8080 is in use' >&2; exit 1");

        expect(
                "```sh\nbin/forge-cli start\n```\n",
                "README.md:2: This ended with exit code 1, not 0\n    bin/forge-cli start\n    Port 8080 is in use\n");
    }

    @Test
    void refusesACommandAfterTheStartOfAServer() throws Exception {
        sample.withForge(SERVER);

        expect(
                "```sh\nbin/forge-cli start 0\ncurl http://127.0.0.1\n```\n",
                "README.md:1: A command that starts a server must be the last of its block");
    }

    @Test
    void doesNotWaitForAServerWhereHelpIsAsked() throws Exception {
        sample.withForge("echo usage");

        expectNothing("```sh\nbin/forge-cli start --help\necho more\n```\n\n```text\nusage\nmore\n```\n");
    }

    @Test
    void refusesAnErrorThatADocumentDoesNotShow() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        try {
            String curl = "```sh\ncurl http://127.0.0.1:" + server.getAddress().getPort() + "/missing\n```\n";

            expect(curl, "README.md:2: This ended with exit code 22, not 0");
            expectNothing(curl + "\n```text\n<h1>404 Not Found</h1>No context found for request\n```\n");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void checksConfiguration() throws Exception {
        sample.withForge("[ \"$1 $2\" = 'check --config' ] && grep -q right \"$3\"");

        expectNothing("```yaml\nright: 1\n```\n");
        expect("```yaml\nwrong: 1\n```\n", "README.md:2: This ended with exit code 1, not 0\n    bin/forge-cli check");
    }

    @Test
    void keepsAFileUntilTheEndOfTheDocument() throws Exception {
        expectNothing("<!-- file: made/input.csv -->\n```csv\n1,2\n```\n\n```sh\ncat made/input.csv\n```\n\n"
                + "```text\n1,2\n```\n");
        assertThat(root.resolve("made/input.csv")).doesNotExist();
    }

    @Test
    void writesNoFileOverAnotherOrElsewhere() throws Exception {
        sample.with("mine", "kept");

        expect("<!-- file: mine -->\n```csv\n1\n```\n", "README.md:2: " + root.resolve("mine") + " cannot be written");
        expect("<!-- file: ../x -->\n```csv\n1\n```\n", "README.md:2: " + folder.resolve("x") + " cannot be written");
        assertThat(root.resolve("mine")).hasContent("kept");
    }

    @Test
    void runsInTheUnpackedDistribution() throws Exception {
        sample.run("```sh\nmkdir -p forge-distribution/target forge-1/bin\ntouch forge-1/bin/here\n"
                + "tar -czf forge-distribution/target/forge-1.tar.gz forge-1\n```\n");

        expectNothing("<!-- run in: distribution -->\n\n```sh\nls bin\n```\n\n```text\nhere\n```\n\n"
                + "<!-- run in: repository -->\n```sh\nls -d forge-distribution\n```\n");
    }

    @Test
    void refusesToRunInADistributionThatIsNotThere() throws Exception {
        expect("<!-- run in: distribution -->\n```sh\ntrue\n```\n", "README.md:2: One forge-*.tar.gz should be in ");
    }

    private void expect(String readme, String problem) throws Exception {
        var result = sample.run(readme);
        assertThat(result.isWell()).isFalse();
        assertThat(result.report()).contains(problem);
    }

    private void expectNothing(String readme) throws Exception {
        var result = sample.run(readme);
        assertThat(result.report()).startsWith("README.md holds\n");
        assertThat(result.isWell()).isTrue();
    }
}
