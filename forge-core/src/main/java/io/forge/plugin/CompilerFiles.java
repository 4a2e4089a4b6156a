package io.forge.plugin;

import io.forge.config.PathText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.JavaFileObject.Kind;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;

/** Shows the compiler the shared packages, and keeps the classes that it makes. */
final class CompilerFiles extends ForwardingJavaFileManager<StandardJavaFileManager> {

    /** What the description of a module is compiled to, which is no class; a plugin is none. */
    private static final String MODULE = "module-info";

    private final Map<String, ByteArrayOutputStream> classes = new TreeMap<>();

    CompilerFiles(StandardJavaFileManager files) {
        super(files);
    }

    /** A source file, as the compiler takes it. */
    static JavaFileObject of(SourceFile source) {
        return new Source(source);
    }

    /** The bytes of the classes that were made, by name. */
    Map<String, byte[]> classes() {
        return classes.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, made -> made.getValue().toByteArray(), (one, other) -> one, TreeMap::new));
    }

    /** Where a shared package lies, there may be others, which a plugin would not find when it runs. */
    @Override
    public Iterable<JavaFileObject> list(Location location, String packageName, Set<Kind> kinds, boolean recurse)
            throws IOException {
        return location == StandardLocation.CLASS_PATH && !SharedPackages.havePackage(packageName)
                ? Set.of()
                : super.list(location, packageName, kinds, recurse);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(Location location, String className, Kind kind, FileObject sibling) {
        return new Made(className, className.equals(MODULE) ? new TreeMap<>() : classes);
    }

    /** A source file in memory. */
    private static final class Source extends SimpleJavaFileObject {

        private final SourceFile source;

        Source(SourceFile source) {
            super(source.path().toUri(), Kind.SOURCE);
            this.source = source;
        }

        /** What the compiler calls it in its messages. */
        @Override
        public String getName() {
            return PathText.onOneLine(source.path());
        }

        /** A public class may have another name than the file: nobody looks for it there. */
        @Override
        public boolean isNameCompatible(String simpleName, Kind kind) {
            return kind == Kind.SOURCE;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source.text();
        }
    }

    /** A class that the compiler makes. */
    private static final class Made extends SimpleJavaFileObject {

        private final String className;
        private final Map<String, ByteArrayOutputStream> classes;

        Made(String className, Map<String, ByteArrayOutputStream> classes) {
            super(URI.create("made:///" + className.replace('.', '/')), Kind.CLASS);
            this.className = className;
            this.classes = classes;
        }

        @Override
        public OutputStream openOutputStream() {
            var bytes = new ByteArrayOutputStream();
            classes.put(className, bytes);
            return bytes;
        }
    }
}
