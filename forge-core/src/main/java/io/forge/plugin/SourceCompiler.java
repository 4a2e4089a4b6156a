package io.forge.plugin;

import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import javax.tools.JavaCompiler;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compiles a single source file, against nothing but the JDK and what the server shares with its plugins. */
final class SourceCompiler {

    private static final Logger LOG = LoggerFactory.getLogger(SourceCompiler.class);

    /** More are counted. */
    static final int MAX_ERRORS = 20;

    /** No code but the compiler's own runs; the names of parameters are kept, since annotated constructors may need them. */
    private static final List<String> OPTIONS =
            List.of("-proc:none", "-implicit:none", "-parameters", "-g", "-nowarn", "-Xmaxerrs", "" + MAX_ERRORS);

    /** That of every other message. */
    private static final Locale LANGUAGE = Locale.ENGLISH;

    private final Supplier<Optional<JavaCompiler>> compiler;
    private final ClassLoader server;

    /**
     * A compiler, which is looked for when it is needed.
     *
     * @param compiler empty where the runtime has none
     * @param server has the shared packages
     */
    SourceCompiler(Supplier<Optional<JavaCompiler>> compiler, ClassLoader server) {
        this.compiler = compiler;
        this.server = server;
    }

    /** With the compiler of the JDK that Forge runs on, and the packages that Forge has. */
    static SourceCompiler ofThisRuntime() {
        return new SourceCompiler(SourceCompiler::findCompiler, SourceCompiler.class.getClassLoader());
    }

    /** Without a look at the module first, a runtime that lacks it would lack the class {@link ToolProvider} as well. */
    private static Optional<JavaCompiler> findCompiler() {
        return ModuleLayer.boot().findModule("jdk.compiler").isPresent()
                ? Optional.ofNullable(ToolProvider.getSystemJavaCompiler())
                : Optional.empty();
    }

    CompiledSource compile(SourceFile source) throws PluginLoadException {
        var found = compiler.get()
                .orElseThrow(() -> new PluginLoadException(
                        "the Java that runs Forge, %s, has no compiler: start Forge with a JDK (JAVA_HOME), or make the runtime with the module jdk.compiler"
                                .formatted(System.getProperty("java.home"))));
        try (var standard = found.getStandardFileManager(null, LANGUAGE, null)) {
            standard.setLocationFromPaths(StandardLocation.CLASS_PATH, SharedPackages.places(server));
            return compile(source, found, new CompilerFiles(standard));
        } catch (IOException e) {
            throw new PluginLoadException("it cannot be compiled: %s".formatted(Words.of(e)), e);
        }
    }

    private CompiledSource compile(SourceFile source, JavaCompiler found, CompilerFiles files)
            throws PluginLoadException {
        var output = new StringWriter();
        var task = found.getTask(output, files, null, OPTIONS, null, List.of(CompilerFiles.of(source)));
        task.setLocale(LANGUAGE);
        boolean compiled;
        try {
            compiled = task.call();
        } catch (RuntimeException e) { // So it ends where it fails itself.
            throw new PluginLoadException("the compiler fails (%s): write it more simply".formatted(e), e);
        }
        String said = CompilerOutput.indented(output.toString());
        if (!compiled) {
            throw new PluginLoadException("it does not compile" + said);
        }
        if (!said.isEmpty()) {
            LOG.debug("The compiler says of {}:{}", source.path(), said);
        }
        return new CompiledSource(source, files.classes(), server);
    }
}
