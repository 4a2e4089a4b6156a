package io.forge.onnx.ort;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Has ONNX Runtime load its native libraries from beside its JAR, where that is a private copy which Forge deletes.
 *
 * <p>By itself it writes 28 MB to the folder of temporary files, which a killed process leaves there.
 */
final class NativeFiles {

    /** With what the names of the class loaders begin that Forge has for libraries with native code. */
    private static final String LOADER_PREFIX = "native:";

    private static final String PATH_PROPERTY = "onnxruntime.native.path";
    private static final List<String> LIBRARIES = List.of("onnxruntime", "onnxruntime4j_jni");

    private NativeFiles() {}

    /** Something that loads them. */
    interface Loading {
        OrtEnvironment run() throws OrtException;
    }

    /** Runs what loads them, one at a time: the property that says where they are is the whole process's. */
    static synchronized OrtEnvironment whileBesideJar(Loading loading) throws OrtException {
        var folder = System.getProperty(PATH_PROPERTY) == null ? extracted() : Optional.<Path>empty();
        if (folder.isEmpty()) {
            return loading.run();
        }
        System.setProperty(PATH_PROPERTY, folder.get().toString());
        try {
            return loading.run();
        } finally {
            System.clearProperty(PATH_PROPERTY);
        }
    }

    /** The folder with the libraries; empty where it is not Forge's, or where there are none for this machine. */
    private static Optional<Path> extracted() {
        try {
            var folder = folder();
            if (folder.isEmpty()) {
                return folder;
            }
            for (String library : LIBRARIES) {
                if (!extract(System.mapLibraryName(library), folder.get())) {
                    return Optional.empty();
                }
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The folder beside ONNX Runtime's JAR, where that is a copy of Forge's; empty where it is not. */
    static Optional<Path> folder() throws IOException {
        var loader = OrtEnvironment.class.getClassLoader();
        if (loader == null || !String.valueOf(loader.getName()).startsWith(LOADER_PREFIX)) {
            return Optional.empty();
        }
        var source = OrtEnvironment.class.getProtectionDomain().getCodeSource();
        var jar = Path.of(URI.create(source.getLocation().toString()));
        return Optional.of(Files.createDirectories(jar.resolveSibling("onnxruntime")));
    }

    private static boolean extract(String file, Path folder) throws IOException {
        var target = folder.resolve(file);
        if (Files.exists(target)) {
            return true;
        }
        String resource = "/ai/onnxruntime/native/%s/%s".formatted(platform(), file);
        try (var in = OrtEnvironment.class.getResourceAsStream(resource)) {
            if (in == null) {
                return false;
            }
            Files.copy(in, target);
            return true;
        }
    }

    /** As ONNX Runtime names its folders, such as {@code linux-x64}. */
    private static String platform() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String processor = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        String family =
                system.contains("win") && !system.contains("darwin") ? "win" : system.contains("mac") ? "osx" : "linux";
        boolean isArm = processor.equals("aarch64") || processor.equals("arm64");
        return family + (isArm ? "-aarch64" : "-x64");
    }
}
