package dev.caravan;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Holds the arrows between packages: who may know whom, and which library lives where. */
@AnalyzeClasses(packages = "dev.caravan", importOptions = DoNotIncludeTests.class)
class LayoutTest {
    private static final String ROOT = "dev.caravan.";

    private static final Map<String, Set<String>> MAY_IMPORT = new TreeMap<>(Map.ofEntries(
            Map.entry("project", Set.of()),
            Map.entry("sql", Set.of("project")),
            Map.entry("graph", Set.of("project")),
            Map.entry("compile", Set.of("graph", "sql", "project")),
            Map.entry("landing", Set.of("project")),
            Map.entry("warehouse", Set.of("sql", "project")),
            Map.entry("load", Set.of("landing", "warehouse", "sql", "project")),
            Map.entry("migrate", Set.of("warehouse", "sql", "project")),
            Map.entry("run", Set.of("compile", "warehouse", "graph", "sql", "project")),
            Map.entry("cluster", Set.of("project")),
            Map.entry("docs", Set.of("compile", "warehouse", "graph", "sql", "project")),
            Map.entry(
                    "pipeline",
                    Set.of(
                            "docs",
                            "load",
                            "migrate",
                            "run",
                            "compile",
                            "landing",
                            "warehouse",
                            "graph",
                            "sql",
                            "project")),
            Map.entry(
                    "camel",
                    Set.of(
                            "pipeline",
                            "docs",
                            "load",
                            "migrate",
                            "run",
                            "compile",
                            "landing",
                            "warehouse",
                            "graph",
                            "sql",
                            "project")),
            Map.entry(
                    "web",
                    Set.of(
                            "pipeline",
                            "docs",
                            "load",
                            "migrate",
                            "run",
                            "compile",
                            "landing",
                            "warehouse",
                            "graph",
                            "sql",
                            "project")),
            // a face as web is: it looks at what the pipeline tells, and nobody but cli knows it
            Map.entry(
                    "telemetry",
                    Set.of("pipeline", "load", "run", "compile", "landing", "warehouse", "graph", "sql", "project")),
            Map.entry(
                    "cli",
                    Set.of(
                            "camel",
                            "web",
                            "telemetry",
                            "cluster",
                            "pipeline",
                            "docs",
                            "load",
                            "migrate",
                            "run",
                            "compile",
                            "landing",
                            "warehouse",
                            "graph",
                            "sql",
                            "project"))));

    private static final Map<String, String[]> LIBRARY_LIVES_IN = Map.ofEntries(
            Map.entry("freemarker..", new String[] {"compile"}),
            Map.entry("liquibase..", new String[] {"migrate"}),
            // the landing's objects, the secret of Redshift's user, and the cluster with all that it needs
            Map.entry("software.amazon.awssdk..", new String[] {"landing", "warehouse", "cluster"}),
            Map.entry("picocli..", new String[] {"cli"}),
            Map.entry("org.apache.camel..", new String[] {"camel"}),
            // Camel's HTTP server, which the pages are mounted on
            Map.entry("io.vertx..", new String[] {"camel", "web"}),
            Map.entry("io.micrometer..", new String[] {"telemetry"}),
            Map.entry("io.opentelemetry..", new String[] {"telemetry"}),
            Map.entry("io.openlineage..", new String[] {"telemetry"}),
            Map.entry("org.eclipse.elk..", new String[] {"docs"}),
            Map.entry("java.sql..", new String[] {"warehouse", "migrate"}),
            Map.entry("com.zaxxer..", new String[] {"warehouse"}),
            Map.entry("com.amazon.redshift..", new String[] {"warehouse"}),
            Map.entry("org.duckdb..", new String[] {"warehouse"}),
            Map.entry("org.postgresql..", new String[] {"warehouse"}));

    @ArchTest
    static void packagesKnowOnlyWhatTheTableAllows(com.tngtech.archunit.core.domain.JavaClasses classes) {
        MAY_IMPORT.forEach((name, allowed) -> {
            List<String> others = new ArrayList<>(MAY_IMPORT.keySet());
            others.remove(name);
            others.removeAll(allowed);
            rule(name, inOurPackages(others)).check(classes);
        });
    }

    @ArchTest
    static void eachLibraryLivesInOnePackage(com.tngtech.archunit.core.domain.JavaClasses classes) {
        LIBRARY_LIVES_IN.forEach((library, homes) -> noClasses()
                .that(resideInAPackage(ROOT + ".").and(notIn(homes)))
                .should()
                .dependOnClassesThat(resideInAPackage(library))
                .allowEmptyShould(true)
                .check(classes));
    }

    @ArchTest
    static final ArchRule NOBODY_KNOWS_AN_ADAPTER = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "warehouse.*..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + "warehouse.*..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule NO_TWO_PACKAGES_IMPORT_EACH_OTHER =
            slices().matching("dev.caravan.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule ONLY_CLI_PRINTS = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "cli..")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err");

    @ArchTest
    static final ArchRule CLOCKS_ARE_PASSED_IN = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + "cli..", ROOT + "camel..", ROOT + "web..")
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(java.time.LocalDate.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(java.time.Clock.class, "systemUTC");

    private static ArchRule rule(String name, DescribedPredicate<JavaClass> forbidden) {
        return noClasses()
                .that(resideInAPackage(ROOT + name + ".."))
                .should()
                .dependOnClassesThat(forbidden)
                .allowEmptyShould(true);
    }

    private static DescribedPredicate<JavaClass> inOurPackages(List<String> names) {
        return resideInAnyPackage(names.stream().map(name -> ROOT + name + "..").toArray(String[]::new));
    }

    private static DescribedPredicate<JavaClass> notIn(String[] homes) {
        return DescribedPredicate.not(resideInAnyPackage(
                Arrays.stream(homes).map(home -> ROOT + home + "..").toArray(String[]::new)));
    }
}
