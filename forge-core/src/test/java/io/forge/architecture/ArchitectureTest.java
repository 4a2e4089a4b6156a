package io.forge.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTag;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.forge.ForgeConfig;
import io.forge.config.Node;
import io.forge.host.PluginReport;
import io.forge.http.management.LoggerLevels;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Set;

/** The arrows between the packages, and where third-party types stop. */
@ArchTag("slow")
@AnalyzeClasses(packages = "io.forge", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    /** They may become smaller but not larger. */
    private static final List<Set<String>> FROZEN_CIRCLES =
            List.of(Set.of("io.forge.Forge", "io.forge.ForgeBuilder")); // Forge.builder() is where embedders begin.

    @ArchTest
    static final ArchRule only_http_knows_undertow = noClasses()
            .that()
            .resideOutsideOfPackage("io.forge.http..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.undertow..", "org.xnio..", "org.jboss..");

    @ArchTest
    static final ArchRule only_json_knows_jackson = noClasses()
            .that()
            .resideOutsideOfPackage("io.forge.json..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("tools.jackson..", "com.fasterxml..");

    @ArchTest
    static final ArchRule only_the_module_and_the_server_know_guice = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("io.forge.ForgeModule")
            .and()
            .doNotHaveFullyQualifiedName("io.forge.Forge")
            .and()
            .resideOutsideOfPackage("io.forge.guice..") // A module of its own, here on the test's class path.
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.google..", "jakarta..");

    @ArchTest
    static final ArchRule only_config_knows_yaml = noClasses()
            .that()
            .resideOutsideOfPackage("io.forge.config..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.snakeyaml..");

    /** {@code ForgeBuilder} takes the registry of an application. */
    @ArchTest
    static final ArchRule only_metrics_knows_micrometer = noClasses()
            .that()
            .resideOutsideOfPackage("io.forge.metrics..")
            .and()
            .doNotHaveFullyQualifiedName("io.forge.ForgeBuilder")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.micrometer..", "io.prometheus..");

    @ArchTest
    static final ArchRule metrics_stands_on_http_and_runtime = classes()
            .that()
            .resideInAPackage("io.forge.metrics..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.forge.metrics..",
                    "io.forge.http",
                    "io.forge.runtime..",
                    "io.forge.batch..",
                    "io.forge.api..",
                    "java..",
                    "io.micrometer..",
                    "org.jspecify..");

    @ArchTest
    static final ArchRule config_stands_on_nothing = classes()
            .that()
            .resideInAPackage("io.forge.config..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("io.forge.config..", "java..", "org.snakeyaml..", "org.jspecify..");

    @ArchTest
    static final ArchRule the_runtime_stands_on_the_api = classes()
            .that()
            .resideInAPackage("io.forge.runtime..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.forge.runtime..",
                    "io.forge.batch..",
                    "io.forge.config..",
                    "io.forge.api..",
                    "io.forge.tensor..",
                    "java..",
                    "org.slf4j..",
                    "org.jspecify..");

    @ArchTest
    static final ArchRule the_scheduler_knows_no_server_and_no_thread = classes()
            .that()
            .resideInAPackage("io.forge.batch..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("io.forge.batch..", "io.forge.api..", "java.lang..", "java.util..", "org.jspecify..");

    @ArchTest
    static final ArchRule the_scheduler_has_no_clock = noClasses()
            .that()
            .resideInAPackage("io.forge.batch..")
            .should()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Thread.class);

    @ArchTest
    static final ArchRule inference_stands_on_runtime_and_api = classes()
            .that()
            .resideInAPackage("io.forge.inference..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.forge.inference..",
                    "io.forge.runtime..",
                    "io.forge.api..",
                    "io.forge.tensor..",
                    "java..",
                    "org.jspecify..");

    @ArchTest
    static final ArchRule http_stands_on_runtime_and_api = classes()
            .that()
            .resideInAPackage("io.forge.http..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.forge.http..",
                    "io.forge.inference..",
                    "io.forge.runtime..",
                    "io.forge.config..",
                    "io.forge.api..",
                    "io.forge.tensor..",
                    "java..",
                    "io.undertow..",
                    "org.xnio..",
                    "org.slf4j..",
                    "org.jspecify..");

    @ArchTest
    static final ArchRule json_stands_on_runtime_and_api = classes()
            .that()
            .resideInAPackage("io.forge.json..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.forge.json..",
                    "io.forge.inference..",
                    "io.forge.runtime..",
                    "io.forge.config..",
                    "io.forge.api..",
                    "io.forge.tensor..",
                    "java..",
                    "com.fasterxml.jackson.annotation..",
                    "tools.jackson..",
                    "org.jspecify..");

    @ArchTest
    static final ArchRule plugin_stands_on_runtime_json_and_api = classes()
            .that()
            .resideInAPackage("io.forge.plugin..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.forge.plugin..",
                    "io.forge.runtime..",
                    "io.forge.config..",
                    "io.forge.json..",
                    "io.forge.api..",
                    "java..",
                    "javax.imageio..",
                    "javax.management..",
                    "javax.net.ssl..",
                    "javax.tools..",
                    "org.slf4j..",
                    "org.jspecify..");

    @ArchTest
    static final ArchRule deploy_stands_on_plugin = classes()
            .that()
            .resideInAPackage("io.forge.deploy..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.forge.deploy..",
                    "io.forge.plugin..",
                    "io.forge.runtime..",
                    "io.forge.config..",
                    "io.forge.api..",
                    "java..",
                    "org.slf4j..",
                    "org.jspecify..");

    @ArchTest
    static final ArchRule host_stands_on_deploy_and_plugin = classes()
            .that()
            .resideInAPackage("io.forge.host..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.forge.host..",
                    "io.forge.deploy..",
                    "io.forge.plugin..",
                    "io.forge.runtime..",
                    "io.forge.config..",
                    "io.forge.api..",
                    "java..",
                    "org.slf4j..",
                    "org.jspecify..");

    @ArchTest
    static final ArchRule a_protocol_does_not_know_how_requests_come = noClasses()
            .that()
            .resideInAPackage("io.forge.http.(*)..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.undertow..", "org.xnio..");

    @ArchTest
    static final ArchRule http_knows_no_protocol = noClasses()
            .that()
            .resideInAPackage("io.forge.http")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.forge.http.(*)..");

    @ArchTest
    static final ArchRule no_protocol_knows_another =
            slices().matching("io.forge.http.(*)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule no_package_stands_on_the_server = noClasses()
            .that()
            .resideInAnyPackage("io.forge.*..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.forge");

    /** {@code ForgeConfig} is public for the command line, {@code ForgeBuilder.settings} takes what that has read. */
    @ArchTest
    static final ArchRule embedders_see_nothing_internal = methods()
            .that()
            .arePublic()
            .and()
            .areDeclaredInClassesThat()
            .resideInAPackage("io.forge")
            .and()
            .areDeclaredInClassesThat()
            .arePublic()
            .and()
            .areDeclaredInClassesThat(not(equivalentTo(ForgeConfig.class)))
            .should(new ShowOnlyTypes(resideInAnyPackage("java..", "io.forge", "io.forge.api")
                    .or(equivalentTo(PluginReport.class))
                    .or(equivalentTo(LoggerLevels.class))
                    .or(equivalentTo(Node.Section.class))
                    .or(equivalentTo(MeterRegistry.class))));

    @ArchTest
    static final ArchRule there_is_no_circle =
            slices().matching("io.forge.(*)..").should().beFreeOfCycles();

    /** Rules about packages do not see these. */
    @ArchTest
    static final ArchRule there_is_no_circle_inside_a_package = classes()
            .that()
            .resideInAnyPackage(
                    "io.forge",
                    "io.forge.batch..",
                    "io.forge.config..",
                    "io.forge.deploy..",
                    "io.forge.host..",
                    "io.forge.http..",
                    "io.forge.inference..",
                    "io.forge.json..",
                    "io.forge.metrics..",
                    "io.forge.plugin..",
                    "io.forge.runtime..")
            .should(new BeFreeOfClassCircles(FROZEN_CIRCLES));

    @ArchTest
    static final ArchRule nothing_static_changes =
            fields().that().areStatic().should().beFinal();

    @ArchTest
    static final ArchRule nobody_ends_the_process = noClasses()
            .should()
            .callMethod(System.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "halt", int.class);
}
