package io.forge.doctest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProofreadTest {

    @TempDir
    private Path root;

    private Sample sample;

    @BeforeEach
    void makeRepository() {
        sample = new Sample(root);
    }

    @Test
    void acceptsTextAlone() throws IOException {
        expectNothing("# Title\n\nText with `code` and [a link](https://example.org).\n");
    }

    @Test
    void refusesABlockThatCannotBeChecked() throws IOException {
        expect("text\n\n```python\nprint(1)\n```\n", "README.md:3: A block of 'python' cannot be checked");
        expect("```\nwhat is this\n```\n", "README.md:1: A block of '' cannot be checked");
    }

    @Test
    void acceptsABlockWithAReasonNotToRunIt() throws IOException {
        expectNothing("<!-- not run: there is no Python -->\n```python\nprint(1)\n```\n");
    }

    @Test
    void refusesAReasonThatSaysNothing() throws IOException {
        expect("<!-- not run: -->\n```sh\nfalse\n```\n", "README.md:2: Say why this block is not run");
    }

    @Test
    void refusesAMarkWithoutABlock() throws IOException {
        expect("<!-- exits 2 -->\n\ntext\n", "README.md:3: A mark stands before a block of code");
        expect("<!-- exits 2 -->\n", "A mark stands before a block of code");
    }

    @Test
    void refusesAnExitCodeOfWhatIsNoCommand() throws IOException {
        expect("<!-- exits 2 -->\n```yaml\na: 1\n```\n", "README.md:2: Only a block of commands");
    }

    @Test
    void refusesOutputOfNothing() throws IOException {
        expect("```json\n{}\n```\n", "README.md:1: No commands print this");
        expect(
                "<!-- not run: long -->\n```sh\nlong\n```\n\n```text\ndone\n```\n",
                "README.md:6: No commands print this");
    }

    @Test
    void refusesABlockThatIsNeverClosed() throws IOException {
        expect("````sh\ntrue\n```\n", "README.md:1: This block is never closed");
    }

    @Test
    void refusesCodeThatIsHiddenFromIt() throws IOException {
        expect("Run\n\n    rm -rf everything\n", "README.md:3: Code stands in a block of its own");
        expect("> ```sh\n> false\n> ```\n", "README.md:1: Code stands in a block of its own");
        expect("- ```sh\n  false\n  ```\n", "README.md:1: Code stands in a block of its own");
        expectNothing("- item\n\n    its second paragraph\n");
    }

    @Test
    void refusesAPlaceThatItDoesNotKnow() throws IOException {
        expect("<!-- run in: moon -->\n", "README.md:1: Commands can be run in: repository or distribution");
    }

    @Test
    void refusesALinkThatLeadsNowhere() throws IOException {
        expect("[a](missing.md)\n", "README.md:1: The link missing.md leads nowhere: there is no missing.md");
        expect("![a](docs/none.svg)\n", "The link docs/none.svg leads nowhere");
        expect("[![a](none.svg)](README.md)\n", "The link none.svg leads nowhere");
        expect("<img src=\"none.png\">\n", "The link none.png leads nowhere");
        expect("[a][b]\n\n[b]: none.md\n", "README.md:3: The link none.md leads nowhere");
        expectNothing("`[a](missing.md)` and ``[`](missing.md)``\n");
    }

    @Test
    void refusesALinkOutOfTheRepository() throws IOException {
        expect("[a](../README.md)\n", "README.md:1: The link ../README.md leaves the repository");
        expect("[a](/README.md)\n", "README.md:1: The link /README.md leaves the repository");
    }

    @Test
    void refusesAnAnchorThatIsNotThere() throws IOException {
        sample.with("docs/other.md", "# `Other` thing, with *stars*\n\n## Twice\n\n## Twice\n");

        expect("# Here\n\n[a](#there)\n", "README.md:3: The link #there leads nowhere");
        expect("[a](docs/other.md#here)\n", "The link docs/other.md#here leads nowhere");
        expectNothing("# Here & now\n\n[a](#here--now) [b](docs/other.md#other-thing-with-stars)"
                + " [c](docs/other.md#twice-1)\n");
    }

    @Test
    void leavesDocumentsOfOthersAlone() throws IOException {
        sample.with("node_modules/left-pad/README.md", "[a](nowhere)\n").with("one/target/README.md", "[a](nowhere)\n");

        expectNothing("");
    }

    @Test
    void acceptsFoldersAndNamesWithBlanks() throws IOException {
        sample.with("docs/a file.txt", "");

        expectNothing("[a](docs) [b](docs/a%20file.txt) [c](<docs/a file.txt>)\n");
    }

    @Test
    void refusesJavaThatNoSourceHas() throws IOException {
        sample.with("one/src/main/java/A.java", "class A {\n    int a() {\n        return 1;\n    }\n}\n")
                .with("examples/C.java", "class C {}\n")
                .with("one/target/generated/src/main/java/B.java", "int b;\n");

        expectNothing("```java\nint a() {\n    return 1;\n}\n```\n");
        expectNothing("```java\nclass C {}\n```\n");
        expectNothing("<!-- file: D.java -->\n```java\nclass D {\n```\n");
        expect("```java\nint a() {\n    return 2;\n}\n```\n", "README.md:1: This Java stands in no source");
        expect("```java\nreturn\n```\n", "README.md:1: This Java stands in no source");
        expect("```java\nint b;\n```\n", "README.md:1: This Java stands in no source");
    }

    @Test
    void refusesXmlThatIsNotWellFormed() throws IOException {
        expect("```xml\n<a>\n```\n", "README.md:1: This XML is not well-formed");
        expectNothing("```xml\n<?xml version=\"1.0\"?>\n<a/>\n```\n\n```xml\n<a/>\n<b/>\n```\n");
    }

    @Test
    void refusesADependencyOnAModuleThatIsNotThere() throws IOException {
        sample.with("pom.xml", "<project><artifactId>forge-parent</artifactId></project>")
                .with(
                        "api/pom.xml",
                        "<project><parent><artifactId>forge-parent</artifactId></parent>"
                                + "<artifactId>forge-api</artifactId></project>");

        expectNothing("```xml\n" + dependency("io.forge", "forge-api") + dependency("org.junit", "junit") + "```\n");
        expect(
                "```xml\n" + dependency("io.forge", "forge-apo") + "```\n",
                "README.md:1: There is no io.forge:forge-apo; there are [forge-api, forge-parent]");
    }

    private static String dependency(String group, String artifact) {
        return "<dependency><groupId>" + group + "</groupId><artifactId>" + artifact + "</artifactId></dependency>\n";
    }

    private void expect(String readme, String problem) throws IOException {
        var result = sample.proofread(readme);
        assertThat(result.isWell()).isFalse();
        assertThat(result.report()).contains(problem);
    }

    private void expectNothing(String readme) throws IOException {
        assertThat(sample.proofread(readme).report()).isEmpty();
    }
}
