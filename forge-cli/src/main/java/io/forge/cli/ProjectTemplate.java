package io.forge.cli;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/** The files of a new project: texts with a few words to be filled in, such as <code>${name}</code>. */
final class ProjectTemplate {

    /** How the parts of the handler come together. */
    enum Form {
        PLAIN("forge-api"),
        GUICE("forge-guice");

        /** The artifact that the plugin's classes need of the server's. */
        private final String api;

        Form(String api) {
            this.api = api;
        }
    }

    /** The folder for what the project needs of Forge. */
    static final String REPOSITORY = "repository";

    private static final String FOLDER = "new/";

    private final Map<String, String> words;
    private final Map<String, String> files = new LinkedHashMap<>();

    private ProjectTemplate(Map<String, String> words) {
        this.words = words;
    }

    /**
     * The text of each file, by its path in the project.
     *
     * @param repository whether the project has a Maven repository of its own, in its folder {@value #REPOSITORY}
     */
    static Map<String, String> of(Form form, PluginNames names, boolean repository) {
        var words = versions();
        words.put("repositories", repository ? read("repositories.xml") : "");
        words.put("name", names.handler());
        words.put("package", names.packageName());
        words.put("path", names.path());
        words.put("type", names.type());
        words.put("api", form.api);
        var template = new ProjectTemplate(words);
        template.add("pom.xml", "pom.xml");
        template.add("README", "README.md");
        template.add("gitignore", ".gitignore");
        template.add("services", "src/main/resources/META-INF/services/io.forge.api.HandlerFactory");
        template.add("Config.java", "src/main/java/${path}/${type}Config.java");
        template.add("Test.java", "src/test/java/${path}/${type}Test.java");
        switch (form) {
            case PLAIN -> template.add("plain/Factory.java", "src/main/java/${path}/${type}Factory.java");
            case GUICE -> {
                template.add("guice/Factory.java", "src/main/java/${path}/${type}Factory.java");
                template.add("guice/Handler.java", "src/main/java/${path}/${type}Handler.java");
                template.add("guice/Greeter.java", "src/main/java/${path}/Greeter.java");
            }
        }
        return template.files;
    }

    private void add(String resource, String path) {
        files.put(filled(path), filled(read(resource)));
    }

    /** What is not known here, such as <code>${project.version}</code>, is for Maven. */
    private String filled(String text) {
        String filled = text;
        for (var word : words.entrySet()) {
            filled = filled.replace("${" + word.getKey() + "}", word.getValue());
        }
        return filled;
    }

    /** What this Forge was built with, so that a project is built with the same. */
    private static Map<String, String> versions() {
        var properties = new Properties();
        try {
            properties.load(new StringReader(read("versions.properties")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var versions = new LinkedHashMap<String, String>();
        properties.stringPropertyNames().forEach(name -> versions.put(name, properties.getProperty(name)));
        return versions;
    }

    private static String read(String resource) {
        try (var file = ProjectTemplate.class.getResourceAsStream(FOLDER + resource)) {
            if (file == null) {
                throw new IllegalStateException("The build has left out " + FOLDER + resource);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
