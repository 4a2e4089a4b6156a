package io.forge.plugin;

import java.util.function.Consumer;

/**
 * Where classes in JARs find what neither these JARs nor the JDK bring.
 *
 * @param server has the shared packages
 * @param beforeUse is told the name of each class that may be the JDK's, before it is handed out
 */
record Surroundings(ClassLoader server, Consumer<String> beforeUse) {}
