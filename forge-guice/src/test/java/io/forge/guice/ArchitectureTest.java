package io.forge.guice;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.forge.guice", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule it_stands_on_the_api_and_what_guice_promises = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.forge.guice",
                    "io.forge.api",
                    "com.google.inject",
                    "com.google.inject.binder",
                    "com.google.inject.matcher",
                    "com.google.inject.spi",
                    "java..",
                    "org.jspecify..");

    @ArchTest
    static final ArchRule nothing_static_changes =
            fields().that().areStatic().should().beFinal();
}
