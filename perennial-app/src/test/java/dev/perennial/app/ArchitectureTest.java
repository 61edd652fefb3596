package dev.perennial.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rooms and arrows of docs/architecture.md. */
final class ArchitectureTest {

    /** What each room may use of the others; the composition root may use all. */
    private static final Map<String, Set<String>> ROOMS = Map.ofEntries(
            Map.entry("models", Set.of()),
            Map.entry("stream", Set.of("models")),
            Map.entry("governor", Set.of("models")),
            Map.entry("client", Set.of("models", "stream", "governor")),
            Map.entry("http", Set.of()),
            Map.entry("simulator", Set.of("http")),
            Map.entry("testkit", Set.of("simulator", "http")),
            Map.entry("agent", Set.of("client", "governor", "models", "stream")),
            Map.entry("gateway", Set.of("client", "governor", "http", "models", "stream")),
            Map.entry("tools", Set.of("agent")),
            Map.entry("journal", Set.of("agent")),
            Map.entry("web", Set.of("agent", "http", "models")),
            Map.entry("examples", Set.of("agent", "client", "models", "stream")),
            Map.entry(
                    "benchmarks",
                    Set.of(
                            "simulator",
                            "http",
                            "stream",
                            "governor",
                            "models",
                            "client",
                            "gateway",
                            "agent",
                            "tools",
                            "journal")),
            Map.entry(
                    "app",
                    Set.of(
                            "models",
                            "stream",
                            "governor",
                            "client",
                            "http",
                            "simulator",
                            "gateway",
                            "agent",
                            "tools",
                            "web",
                            "journal",
                            "examples")));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.perennial");

    static Set<String> rooms() {
        return ROOMS.keySet();
    }

    @Test
    void rooms_all_areKnownHere() {
        assertThat(CLASSES.stream().map(ArchitectureTest::room))
                .containsAll(rooms())
                .allMatch(rooms()::contains);
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void room_arrows_pointOnlyWhereTheyMay(String room) {
        noClasses()
                .that(liveIn(room))
                .should()
                .dependOnClassesThat(liveInForbiddenRoom(room))
                .check(CLASSES);
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void room_insides_areNobodyElses(String room) {
        noClasses()
                .that(DescribedPredicate.not(liveIn(room)))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.perennial." + room + ".internal..")
                .check(CLASSES);
    }

    @Test
    void jetty_isSeenByHttpOnly() {
        onlyIn("http", "org.eclipse.jetty..");
    }

    @Test
    void theOfficialSdk_isSeenByClientAndAboveOnly() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.perennial.models..",
                        "dev.perennial.stream..",
                        "dev.perennial.governor..",
                        "dev.perennial.http..",
                        "dev.perennial.simulator..",
                        "dev.perennial.testkit..",
                        "dev.perennial.tools..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.anthropic..")
                .check(CLASSES);
    }

    @Test
    void librariesOfClouds_areSeenByTheClientOnly() {
        onlyIn("client", "software.amazon..", "com.google.auth..", "com.anthropic.bedrock..", "com.anthropic.vertex..");
    }

    @Test
    void commandLineAndLogging_areSeenByTheAppOnly() {
        onlyIn("app", "picocli..");
        onlyIn("app", "org.slf4j..");
        onlyIn("app", "ch.qos.logback..");
        onlyIn("app", "org.jline..", "org.commonmark..");
    }

    @Test
    void databases_areSeenByTheJournalAndItsBareTwinOnly() {
        noClasses()
                .that(DescribedPredicate.not(liveIn("journal").or(liveIn("benchmarks"))))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "org.sqlite..", "org.flywaydb..")
                .check(CLASSES);
    }

    @Test
    void theCore_touchesNothing() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.perennial.models..", "dev.perennial.stream..", "dev.perennial.governor..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net..", "java.nio.file..", "java.util.concurrent..", "javax.net..")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Thread.class)
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(CLASSES);
    }

    private static void onlyIn(String room, String... packages) {
        noClasses()
                .that(DescribedPredicate.not(liveIn(room)))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages)
                .check(CLASSES);
    }

    private static DescribedPredicate<JavaClass> liveIn(String room) {
        return DescribedPredicate.describe("live in " + room, type -> room(type).equals(room));
    }

    private static DescribedPredicate<JavaClass> liveInForbiddenRoom(String room) {
        Set<String> allowed = requireNonNull(ROOMS.get(room));
        return DescribedPredicate.describe("live in another room than " + allowed, type -> {
            String other = room(type);
            return type.getPackageName().startsWith("dev.perennial.")
                    && !other.equals(room)
                    && !allowed.contains(other);
        });
    }

    private static String room(JavaClass type) {
        return Arrays.stream(type.getPackageName().split("\\."))
                .skip(2)
                .findFirst()
                .orElse("");
    }
}
