package io.forge.plugin;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.forge.config.PathText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A source file as it was when it was read: what is compiled is what has been checked.
 *
 * @param path where it lies
 * @param text all of it
 */
record SourceFile(Path path, String text) {

    /** The most bytes of one source file. */
    static final int MAX_BYTES = 1 << 20;

    /** Some editors mark UTF-8 with it; to the compiler it is an illegal character. */
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /**
     * Reads a source file.
     *
     * @param links it may lead to no file elsewhere
     */
    static SourceFile read(Path path, LinkCheck links) throws PluginLoadException {
        String name = PathText.onOneLine(path.getFileName());
        try {
            links.check(path, name);
            if (!Files.isRegularFile(path)) {
                throw new PluginLoadException(
                        "%s is not a file: put a source file in its place, or remove it".formatted(name));
            }
            return new SourceFile(path, decode(bytes(path, name), name));
        } catch (IOException e) {
            throw new PluginLoadException("%s cannot be read: %s".formatted(name, FailureMessages.of(e)), e);
        }
    }

    private static byte[] bytes(Path path, String name) throws IOException, PluginLoadException {
        byte[] bytes;
        try (var in = Files.newInputStream(path)) {
            bytes = in.readNBytes(MAX_BYTES + 1);
        }
        if (bytes.length == 0) {
            throw new PluginLoadException("%s is empty, or still being written: save it again".formatted(name));
        }
        if (bytes.length > MAX_BYTES) {
            throw new PluginLoadException(
                    "%s is larger than 1 MiB, the most that is compiled here: build a JAR of it".formatted(name));
        }
        return bytes;
    }

    private static String decode(byte[] bytes, String name) throws PluginLoadException {
        try {
            String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new PluginLoadException("%s is not written in UTF-8: save it so".formatted(name), e);
        }
    }
}
