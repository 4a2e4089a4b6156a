package io.forge.plugin;

import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardLocation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the compiler over a single source file. */
final class Compilation {

    private static final Logger LOG = LoggerFactory.getLogger(Compilation.class);

    /** No code but the compiler's own runs; the names of parameters are kept, since annotated constructors may need them. */
    private static final List<String> OPTIONS = List.of(
            "-proc:none",
            "-implicit:none",
            "-parameters",
            "-g",
            "-nowarn",
            "-Xmaxerrs",
            "" + CompilerOutput.MAX_ERRORS);

    /** That of every other message. */
    private static final Locale LANGUAGE = Locale.ENGLISH;

    private static final Pattern NO_PACKAGE = Pattern.compile("error: package \\S+ does not exist");

    private final JavaCompiler compiler;
    private final ClassLoader server;

    /**
     * A compilation that has not begun.
     *
     * @param server has the shared packages
     */
    Compilation(JavaCompiler compiler, ClassLoader server) {
        this.compiler = compiler;
        this.server = server;
    }

    CompiledSource run(SourceFile source) throws PluginLoadException {
        try (var standard = compiler.getStandardFileManager(null, LANGUAGE, null)) {
            standard.setLocationFromPaths(StandardLocation.CLASS_PATH, SharedPackages.places(server));
            return run(source, new CompilerFiles(standard));
        } catch (IOException e) {
            throw new PluginLoadException("it cannot be compiled: %s".formatted(FailureMessages.of(e)), e);
        }
    }

    private CompiledSource run(SourceFile source, CompilerFiles files) throws PluginLoadException {
        var output = new StringWriter();
        var task = compiler.getTask(output, files, null, OPTIONS, null, List.of(CompilerFiles.of(source)));
        task.setLocale(LANGUAGE);
        boolean compiled;
        try {
            compiled = task.call();
        } catch (RuntimeException e) { // So it ends where it fails itself.
            throw new PluginLoadException("the compiler fails (%s): write it more simply".formatted(e), e);
        }
        String said = CompilerOutput.indented(output.toString());
        if (!compiled) {
            throw new PluginLoadException("it does not compile" + said + cure(said));
        }
        if (!said.isEmpty()) {
            LOG.debug("The compiler says of {}:{}", source.path(), said);
        }
        return new CompiledSource(source, files.classes(), server);
    }

    private static String cure(String said) {
        return NO_PACKAGE.matcher(said).find()
                ? CompilerOutput.INDENT
                        + "a source file can use the JDK and Forge's API only; a plugin with libraries is a project: make one with forge-cli new"
                : "";
    }
}
