package io.forge.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColdCodeTest {

    private static final StackTraceElement SERVER = frame("", "io.forge.runtime.ActiveCall", "run");
    private static final StackTraceElement HANDLER = frame("", "demo.Handler", "apply");

    @ParameterizedTest
    @CsvSource({
        "java.base, java.lang.Thread, sleep, false",
        "java.sql, java.sql.DriverManager, getConnection, false",
        "jdk.httpserver, sun.net.httpserver.ServerImpl, run, false",
        "'', demo.Database, query, false",
        "'', io.forge.examples.Shout, shout, false",
        "java.base, java.lang.ClassLoader, loadClass, true",
        "java.base, jdk.internal.loader.BuiltinClassLoader, loadClass, true",
        "java.base, java.lang.invoke.MethodHandleNatives, linkCallSite, true",
        "'', demo.Database, <clinit>, true",
        "'', io.forge.json.JsonCodec, decode, true",
        "'', tools.jackson.databind.ObjectMapper, readValue, true"
    })
    void isToldByTheInnermostCode(String module, String className, String method, boolean isCold) {
        var innermost = frame(module, className, method);

        assertThat(ColdCode.isAt(Stream.of(innermost, HANDLER, SERVER).toArray(StackTraceElement[]::new)))
                .isEqualTo(isCold);
    }

    private static StackTraceElement frame(String module, String className, String method) {
        return new StackTraceElement("app", module.isEmpty() ? null : module, "", className, method, "File.java", 1);
    }
}
