package io.forge.cli;

import java.util.List;

/** The modules of Java that Forge runs on, of which a runtime that jlink has made may lack some. */
final class JavaModules {

    static final List<String> NEEDED = List.of(
            "java.logging",
            "java.management",
            "java.net.http",
            "java.security.sasl",
            "java.xml",
            "jdk.management",
            "jdk.unsupported");

    private JavaModules() {}

    /** What to say to whoever started this on a Java that lacks some of them; empty where none is missing. */
    static String complaint(ModuleLayer layer) {
        var missing =
                NEEDED.stream().filter(name -> layer.findModule(name).isEmpty()).toList();
        if (missing.isEmpty()) {
            return "";
        }
        return "The Java in %s lacks %s: add %s to it with jlink --add-modules %s, or set JAVA_HOME to a whole one"
                .formatted(
                        System.getProperty("java.home"),
                        missing.size() == 1 ? "a module that Forge needs" : "modules that Forge needs",
                        missing.size() == 1 ? "it" : "them",
                        String.join(",", missing));
    }
}
