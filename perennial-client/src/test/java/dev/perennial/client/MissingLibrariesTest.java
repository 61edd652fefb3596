package dev.perennial.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Nobody needs a monitoring library who does not use it. */
final class MissingLibrariesTest {

    private static final String PACKAGE = "dev.perennial.client.";

    /** As a program that has only what the library brings along. */
    private static URLClassLoader without(String... libraries) {
        URL[] path = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> Arrays.stream(libraries).noneMatch(entry::contains))
                .map(MissingLibrariesTest::url)
                .toArray(URL[]::new);
        return new URLClassLoader(path, ClassLoader.getPlatformClassLoader());
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(entry, e);
        }
    }

    @Test
    void call_withoutMicrometer_worksAndRecovers() throws Exception {
        try (ScriptedServer server = ScriptedServer.http(new TwoTries());
                URLClassLoader lean = without("micrometer", "opentelemetry-sdk")) {
            assertThatThrownBy(() -> lean.loadClass("io.micrometer.core.instrument.MeterRegistry"))
                    .isInstanceOf(ClassNotFoundException.class);

            Object text = lean.loadClass(LeanProgram.class.getName())
                    .getMethod("ask", String.class)
                    .invoke(null, server.url());

            assertThat(text).isEqualTo("Hello, world");
        }
    }

    @Test
    void metrics_withoutMicrometer_nameWhatIsMissing() throws Exception {
        try (URLClassLoader lean = without("micrometer")) {
            Class<?> metrics = lean.loadClass("dev.perennial.client.telemetry.MicrometerMetrics");

            assertThatThrownBy(metrics::getMethods)
                    .isInstanceOf(NoClassDefFoundError.class)
                    .hasMessageContaining("io/micrometer");
        }
    }

    @Test
    void classes_thatNeedALibrary_areThoseWithItsName() throws Exception {
        try (URLClassLoader lean = without("micrometer", "opentelemetry")) {
            Set<String> unlinked = new TreeSet<>();
            for (String name : classes()) {
                if (!links(lean, name)) {
                    unlinked.add(name.substring(PACKAGE.length()).replaceFirst("\\$.*", ""));
                }
            }
            assertThat(unlinked)
                    .containsExactly(
                            "telemetry.MicrometerMetrics",
                            "telemetry.OpenTelemetryEvents",
                            "telemetry.OpenTelemetryMetrics");
        }
    }

    private static boolean links(ClassLoader loader, String name) {
        try {
            Class<?> type = Class.forName(name, true, loader);
            return type.getDeclaredMethods().length
                            + type.getDeclaredFields().length
                            + type.getDeclaredConstructors().length
                    >= 0;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    private static List<String> classes() throws IOException {
        Path root = Path.of("target", "classes");
        try (Stream<Path> files = Files.walk(root)) {
            return files.map(root::relativize)
                    .map(Path::toString)
                    .filter(name -> name.endsWith(".class") && !name.endsWith("package-info.class"))
                    .map(name ->
                            name.substring(0, name.length() - ".class".length()).replace(File.separatorChar, '.'))
                    .toList();
        }
    }

    @Test
    void leanProgram_thatFails_failsTheTest() throws Exception {
        try (URLClassLoader lean = without("micrometer", "perennial-stream", "perennial-models")) {
            assertThatThrownBy(() -> lean.loadClass(LeanProgram.class.getName())
                            .getMethod("ask", String.class)
                            .invoke(null, "http://127.0.0.1:1"))
                    .isInstanceOf(InvocationTargetException.class)
                    .hasCauseInstanceOf(NoClassDefFoundError.class);
        }
    }
}
