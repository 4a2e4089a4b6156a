package io.forge.doctest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/** Runs one document from top to bottom, up to the first thing that is not as it says. */
final class DocumentRun {

    private final Document document;
    private final WorkFolders workplace;

    private Optional<Server> server = Optional.empty();
    private final List<Path> written = new ArrayList<>();

    /** A server that runs on while the commands below it are run. */
    private record Server(Execution execution, Block block) {}

    DocumentRun(Document document, WorkFolders workplace) {
        this.document = document;
        this.workplace = workplace;
    }

    /** What is wrong, or nothing. */
    Optional<Problem> run() throws IOException, InterruptedException {
        try {
            runBlocks();
            stopServer();
            return Optional.empty();
        } catch (DocumentationException e) {
            return Optional.of(e.problem());
        } finally {
            server.ifPresent(running -> running.execution().kill());
            for (Path file : written) {
                Files.deleteIfExists(file);
            }
        }
    }

    private void runBlocks() throws IOException, InterruptedException, DocumentationException {
        List<Block> blocks = document.blocks();
        for (int index = 0; index < blocks.size(); index++) {
            Block block = blocks.get(index);
            if (block.isSkipped()) {
                continue;
            }
            Path directory = directory(block);
            Optional<Path> file = write(block, directory);
            if (block.isScript()) {
                run(new Script(block, outputAfter(index)), directory);
            } else if (block.language().equals("yaml")) {
                checkConfiguration(block, file, directory);
            }
        }
    }

    private Path directory(Block block) throws InterruptedException, DocumentationException {
        try {
            return workplace.directory(block.place());
        } catch (IOException e) {
            throw untruth(block, String.valueOf(e.getMessage()));
        }
    }

    private Optional<Block> outputAfter(int index) {
        return document.blocks().stream()
                .skip(index + 1L)
                .limit(1)
                .filter(Block::isOutput)
                .findFirst();
    }

    /** Writes the file that a block shows, if it is one. */
    private Optional<Path> write(Block block, Path directory) throws IOException, DocumentationException {
        Optional<Path> file =
                block.marks().fileName().map(name -> directory.resolve(name).normalize());
        if (file.isPresent()) {
            if (!file.get().startsWith(directory) || Files.exists(file.get())) {
                throw untruth(block, file.get() + " cannot be written: it is there already, or outside " + directory);
            }
            Files.createDirectories(file.get().getParent());
            written.add(Files.writeString(file.get(), block.text()));
        }
        return file;
    }

    private void checkConfiguration(Block block, Optional<Path> file, Path directory)
            throws IOException, InterruptedException, DocumentationException {
        Path configuration = file.isPresent()
                ? file.get()
                : Files.writeString(workplace.newFolder().resolve("forge.yaml"), block.text());
        String command = "bin/forge-cli check --config '" + configuration + "'";
        run(new Script(block.withCommand(command), Optional.empty()), directory);
    }

    private void run(Script script, Path directory) throws IOException, InterruptedException, DocumentationException {
        if (script.waitsForServer()) {
            throw untruth(script.commands(), "A command that starts a server must be the last of its block");
        }
        if (script.startsServer()) {
            stopServer();
        }
        Execution execution = Execution.start(script, directory, workplace.newFolder());
        try {
            if (script.startsServer() && execution.awaitReady()) {
                server = Optional.of(new Server(execution, script.commands()));
            } else {
                expectExitCode(script.commands(), execution);
            }
        } catch (TimeoutException e) {
            throw untruth(script.commands(), e.getMessage() + printed(execution));
        } finally {
            if (server.isEmpty() || server.get().execution() != execution) {
                execution.kill();
            }
        }
        if (script.output().isPresent()) {
            expectOutput(script.output().get(), execution);
        }
    }

    private void expectExitCode(Block block, Execution execution)
            throws IOException, InterruptedException, TimeoutException, DocumentationException {
        int expected = block.marks().exitCode();
        int exitCode = execution.awaitEnd();
        if (exitCode != expected) {
            int line = exitCode == 0 ? 1 : execution.failedLine();
            throw new DocumentationException(document.problem(
                    block.line() + line,
                    "This ended with exit code " + exitCode + ", not " + expected + indented(block.lineAt(line))
                            + printed(execution)));
        }
    }

    private void expectOutput(Block block, Execution execution) throws IOException, DocumentationException {
        String printed = execution.printed();
        if (!new ExpectedOutput(block).matches(printed)) {
            throw untruth(block, "The commands above print something else:" + indented(printed));
        }
    }

    private void stopServer() throws IOException, InterruptedException, DocumentationException {
        if (server.isEmpty()) {
            return;
        }
        Server running = server.get();
        server = Optional.empty();
        try {
            int exitCode = running.execution().stop();
            if (exitCode != 0) {
                throw untruth(
                        running.block(),
                        "The server ended with exit code " + exitCode + ", not 0" + printed(running.execution()));
            }
        } catch (TimeoutException e) {
            throw untruth(running.block(), e.getMessage() + printed(running.execution()));
        }
    }

    private DocumentationException untruth(Block block, String text) {
        return new DocumentationException(document.problem(block.line(), text));
    }

    /** All that a command has printed, and its server. */
    private String printed(Execution execution) throws IOException {
        String printed = indented(execution.everything());
        return server.isEmpty()
                ? printed
                : printed + "\nand the server"
                        + indented(server.get().execution().everything());
    }

    private static String indented(String text) {
        return text.isBlank() ? "" : "\n" + text.stripTrailing().indent(4).stripTrailing();
    }
}
