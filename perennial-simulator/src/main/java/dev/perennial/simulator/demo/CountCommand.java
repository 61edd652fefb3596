package dev.perennial.simulator.demo;

import dev.perennial.simulator.demo.Intent.Count;

/** The short commands for counting, as a person would write them; {@link Tally} adds up what they print. */
final class CountCommand {

    private static final String BUILD_FILES =
            "\\( -name pom.xml -o -name 'build.gradle*' -o -name package.json -o -name Cargo.toml -o -name go.mod"
                    + " -o -name pyproject.toml -o -name setup.py -o -name '*.csproj' -o -name CMakeLists.txt \\)";

    private CountCommand() {}

    static String ofFile(Count count) {
        return each(count).replace(" /dev/null", "") + " "
                + Shell.path(count.place().path());
    }

    static String files(Count count) {
        String action = count.metric() == Intent.Metric.FILES ? "-print" : "-exec " + each(count) + " {} +";
        String quiet = count.metric() == Intent.Metric.FILLED_LINES ? "; true" : "";
        return Find.files(count.place(), count.filter(), "-exec echo skipped {} \\; ", action) + quiet;
    }

    static String folders(Count count) {
        return Find.below(count.place(), "-exec echo skipped {} \\; -o -type d -print");
    }

    static String buildFiles(Place place) {
        return Find.below(place, "-o -type f " + BUILD_FILES + " -print");
    }

    static String topFolders(Place place) {
        return "ls -d " + (place.here() ? "" : Find.root(place)) + "*/";
    }

    private static String each(Count count) {
        return switch (count.metric()) {
            case LINES, WORDS, CHARACTERS, BYTES -> "wc " + count.metric().option;
            case FILLED_LINES -> "grep -c '[^[:space:]]' /dev/null";
            case FILES, FOLDERS -> "ls -d";
        };
    }
}
