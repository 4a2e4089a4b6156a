package io.forge.api;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
        packages = {"io.forge.api", "io.forge.tensor"},
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule it_stands_on_the_jdk_and_jspecify_alone = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("io.forge.api", "io.forge.tensor", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule tensors_know_no_handlers = noClasses()
            .that()
            .resideInAPackage("io.forge.tensor")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.forge.api");

    @ArchTest
    static final ArchRule nothing_static_changes =
            fields().that().areStatic().should().beFinal().allowEmptyShould(true);
}
