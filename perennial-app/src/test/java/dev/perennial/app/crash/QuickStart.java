package dev.perennial.app.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;

/**
 * Starts one program of the tests' class path often: the JVM maps its classes from an archive that an earlier run left, which takes a
 * third of the time. An archive needs jars, so that folders of classes are made into some.
 */
final class QuickStart {

    private final Class<?> program;
    private final Path archive;
    private final String classPath;

    /**
     * Has a program started quickly.
     *
     * @param folder for what that needs
     */
    QuickStart(Class<?> program, Path folder) {
        this.program = program;
        this.archive = folder.resolve("classes.jsa");
        this.classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> inJar(Path.of(entry), folder))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String inJar(Path entry, Path folder) {
        if (!Files.isDirectory(entry)) {
            return entry.toString();
        }
        Path jar = folder.resolve(Integer.toHexString(entry.hashCode()) + ".jar");
        ToolProvider tool = ToolProvider.findFirst("jar").orElseThrow();
        int code = tool.run(System.out, System.err, "-c", "-f", jar.toString(), "-C", entry.toString(), ".");
        assertThat(code).as("jar of " + entry).isZero();
        return jar.toString();
    }

    /** Starts it; a run that comes to its end leaves the archive, if there is none yet. */
    Process start(String... arguments) throws IOException {
        String option = Files.exists(archive) ? "-XX:SharedArchiveFile=" : "-XX:ArchiveClassesAtExit=";
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                option + archive,
                "-Xlog:disable",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath,
                program.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
