package io.forge.plugin;

import java.util.Optional;
import java.util.function.Supplier;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * Compiles source files where the runtime has a compiler.
 *
 * <p>A runtime may lack the compiler's API as well: no more of it is named here than the JVM leaves alone until it is used.
 */
final class SourceCompiler {

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
        return new SourceCompiler(SourceCompiler::find, SourceCompiler.class.getClassLoader());
    }

    private static Optional<JavaCompiler> find() {
        return ModuleLayer.boot().findModule("jdk.compiler").isPresent()
                ? Optional.ofNullable(ToolProvider.getSystemJavaCompiler())
                : Optional.empty();
    }

    /** Compiles against nothing but the JDK and what the server shares with its plugins. */
    CompiledSource compile(SourceFile source) throws PluginLoadException {
        var found = compiler.get();
        if (found.isEmpty()) {
            throw new PluginLoadException(
                    "the Java that runs Forge, %s, has no compiler: start Forge with a JDK (JAVA_HOME), or make the runtime with the module jdk.compiler"
                            .formatted(System.getProperty("java.home")));
        }
        return new Compilation(found.get(), server).run(source);
    }
}
