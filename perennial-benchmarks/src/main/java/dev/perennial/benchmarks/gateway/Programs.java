package dev.perennial.benchmarks.gateway;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Programs that may be on this machine. */
final class Programs {

    /** Where systems keep servers, which are not on everybody's path. */
    private static final String USUAL = "/usr/sbin" + File.pathSeparator + "/usr/local/sbin";

    private Programs() {}

    /** The program that {@code perennial.load.NAME} names, or else the first of the name on the path. */
    static Optional<Path> find(String name) {
        Stream<Path> named =
                Stream.ofNullable(System.getProperty("perennial.load." + name)).map(Path::of);
        String folders = Optional.ofNullable(System.getenv("PATH")).orElse("") + File.pathSeparator + USUAL;
        Stream<Path> onPath = Stream.of(folders.split(File.pathSeparator, -1))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name));
        return Stream.concat(named, onPath).filter(Files::isExecutable).findFirst();
    }
}
