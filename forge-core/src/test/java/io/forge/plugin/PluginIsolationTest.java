package io.forge.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.forge.Forge;
import io.forge.ForgeBuilder;
import io.forge.testkit.Client;
import io.forge.testkit.PluginJar;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plugin sees its own classes, the JDK's and the shared ones, and none of anybody else. */
class PluginIsolationTest {

    @TempDir
    private Path folder;

    private ForgeBuilder forge() {
        return Forge.builder().port(0).plugins(folder);
    }

    @Test
    void twoPluginsHaveTwoVersionsOfOneClassAndOfOneResource() {
        for (String version : new String[] {"one", "two"}) {
            var library = new PluginJar()
                    .source(
                            "lib.Version",
                            "package lib; public class Version { public static String get() { return \"%s\"; } }"
                                    .formatted(version))
                    .entry("lib/version.txt", version)
                    .write(folder.resolve(version + "/library.jar"));
            PluginJar.answering(version, "lib.Version.get() + \" \" + read()")
                    .source("demo.Factory", """
                            package demo;
                            import io.forge.api.*;
                            public class Factory implements HandlerFactory {
                                public String name() { return "%s"; }
                                public Handler<?, ?> create(HandlerContext context) {
                                    return Handler.unary(String.class, String.class,
                                            (text, call) -> lib.Version.get() + " " + read());
                                }
                                static String read() throws java.io.IOException {
                                    var loader = Thread.currentThread().getContextClassLoader();
                                    try (var in = loader.getResourceAsStream("lib/version.txt")) {
                                        return new String(in.readAllBytes());
                                    }
                                }
                            }
                            """.formatted(version))
                    .against(library)
                    .write(folder.resolve(version + "/plugin.jar"));
        }

        try (var forge = forge().start()) {
            assertThat(Client.ask(forge, "/one", "").body()).isEqualTo("one one");
            assertThat(Client.ask(forge, "/two", "").body()).isEqualTo("two two");
        }
    }

    @Test
    void seesNoClassOfTheServer() {
        PluginJar.answering("sees", "sees(text)")
                .source("demo.Factory", """
                        package demo;
                        import io.forge.api.*;
                        public class Factory implements HandlerFactory {
                            public String name() { return "sees"; }
                            public Handler<?, ?> create(HandlerContext context) {
                                return Handler.unary(String.class, String.class, (text, call) -> sees(text));
                            }
                            static String sees(String name) {
                                try {
                                    var loader = Class.forName(name).getClassLoader();
                                    return loader == Factory.class.getClassLoader() ? "own" : "shared";
                                } catch (ClassNotFoundException e) {
                                    return "nothing";
                                }
                            }
                        }
                        """)
                .source(
                        "tools.jackson.databind.json.JsonMapper",
                        "package tools.jackson.databind.json; public class JsonMapper {}")
                .source("org.slf4j.bridge.Bridge", "package org.slf4j.bridge; public class Bridge {}")
                .source("io.forge.api.Newer", "package io.forge.api; public class Newer {}")
                .write(folder.resolve("sees.jar"));

        try (var forge = forge().start()) {
            assertThat(Client.ask(forge, "/sees", "io.forge.Forge").body()).isEqualTo("nothing");
            assertThat(Client.ask(forge, "/sees", "io.undertow.Undertow").body())
                    .isEqualTo("nothing");
            assertThat(Client.ask(forge, "/sees", "tools.jackson.databind.ObjectMapper")
                            .body())
                    .isEqualTo("nothing");
            assertThat(Client.ask(forge, "/sees", "tools.jackson.databind.json.JsonMapper")
                            .body())
                    .isEqualTo("own");
            assertThat(Client.ask(forge, "/sees", "io.forge.api.Handler").body())
                    .isEqualTo("shared");
            assertThat(Client.ask(forge, "/sees", "io.forge.api.Newer").body()).isEqualTo("nothing");
            assertThat(Client.ask(forge, "/sees", "org.slf4j.Logger").body()).isEqualTo("shared");
            assertThat(Client.ask(forge, "/sees", "org.slf4j.bridge.Bridge").body())
                    .isEqualTo("own");
            assertThat(Client.ask(forge, "/sees", "com.google.inject.Injector").body())
                    .isEqualTo("shared");
            assertThat(Client.ask(forge, "/sees", "com.google.common.base.Joiner")
                            .body())
                    .isEqualTo("nothing");
            assertThat(Client.ask(forge, "/sees", "java.sql.Driver").body()).isEqualTo("shared");
        }
    }

    @Test
    void aPluginThatBringsTheSharedPackagesUsesTheServersAllTheSame() {
        PluginJar.answering("brings", "text")
                .source("io.forge.api.HandlerFactory", """
                        package io.forge.api;
                        public interface HandlerFactory {
                            String name();
                            Handler<?, ?> create(HandlerContext context) throws Exception;
                        }
                        """)
                .write(folder.resolve("brings.jar"));

        try (var forge = forge().strict().start()) {
            assertThat(Client.ask(forge, "/brings", "x").body()).isEqualTo("x");
        }
    }

    @Test
    void seesNoServiceOfTheServer() {
        PluginJar.answering(
                        "services",
                        "java.util.Collections.list(Thread.currentThread().getContextClassLoader().getResources(text)).size() + \"\"")
                .write(folder.resolve("services.jar"));

        try (var forge = forge().start()) {
            assertThat(Client.ask(forge, "/services", "META-INF/services/org.slf4j.spi.SLF4JServiceProvider")
                            .body())
                    .isEqualTo("0");
            assertThat(Client.ask(forge, "/services", "META-INF/services/io.forge.api.HandlerFactory")
                            .body())
                    .isEqualTo("1");
            assertThat(Client.ask(forge, "/services", "logback-test.xml").body())
                    .isEqualTo("0");
            assertThat(Client.ask(forge, "/services", "io/forge/api/Handler.class")
                            .body())
                    .isEqualTo("1");
        }
    }

    @Test
    void takesAClassOfTheJdkBeforeOneThatALibraryBringsAgain() {
        PluginJar.answering(
                        "jdk",
                        "String.valueOf(javax.sql.DataSource.class.getClassLoader() == ClassLoader.getPlatformClassLoader())")
                .entry("javax/sql/DataSource.class", "not even a class")
                .write(folder.resolve("jdk.jar"));

        try (var forge = forge().start()) {
            assertThat(Client.ask(forge, "/jdk", "").body()).isEqualTo("true");
        }
    }
}
