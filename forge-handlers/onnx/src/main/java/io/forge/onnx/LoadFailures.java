package io.forge.onnx;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** Says why a model cannot be loaded, and what to do. */
final class LoadFailures {

    private static final String POINTER = "version https://git-lfs.github.com/spec/";

    private LoadFailures() {}

    /**
     * Looks at a model's file before ONNX Runtime does.
     *
     * @param checksum the SHA-256 that it must have
     * @throws ModelException if it is no model, or another one
     */
    static void checkFile(Path file, Optional<String> checksum) throws ModelException {
        try {
            if (!Files.exists(file)) {
                throw new ModelException("%s does not exist".formatted(file.getFileName()));
            }
            if (!Files.isRegularFile(file)) {
                throw new ModelException("%s is no file: put a model in its place".formatted(file.getFileName()));
            }
            if (Files.size(file) == 0) {
                throw new ModelException("%s is empty: copy it again".formatted(file.getFileName()));
            }
            if (isPointer(file)) {
                throw new ModelException(
                        "%s is no model but the pointer that Git LFS leaves in its place: run 'git lfs pull'"
                                .formatted(file.getFileName()));
            }
            if (checksum.isPresent()) {
                compare(file, checksum.get());
            }
        } catch (IOException e) {
            throw new ModelException("%s cannot be read (%s)".formatted(file.getFileName(), e), e);
        }
    }

    private static boolean isPointer(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(POINTER.length()), StandardCharsets.ISO_8859_1).equals(POINTER);
        }
    }

    private static void compare(Path file, String expected) throws IOException, ModelException {
        String actual = sha256(file);
        if (!actual.equalsIgnoreCase(expected.strip())) {
            throw new ModelException("%s has the SHA-256 checksum %s, and not %s as its configuration says"
                    .formatted(file.getFileName(), actual, expected));
        }
    }

    private static String sha256(Path file) throws IOException {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            try (var sink = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
                Files.copy(file, sink);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** What ONNX Runtime says, with what to do about it. */
    static ModelException of(Path file, OrtException failure) {
        String text = RuntimeMessages.textOf(failure);
        return new ModelException(
                "%s cannot be loaded: %s%s".formatted(file.getFileName(), text, advice(text)), failure);
    }

    private static String advice(String text) {
        if (text.contains("Protobuf parsing failed") || text.contains("does not have a graph")) {
            return " (it is no ONNX model, or was cut off while it was copied)";
        }
        if (text.contains("opset") || text.contains("IR version")) {
            return " (export it again for an older version)";
        }
        if (text.contains("No Op registered")) {
            return " (it needs operators that ONNX Runtime does not have by itself)";
        }
        return "";
    }
}
