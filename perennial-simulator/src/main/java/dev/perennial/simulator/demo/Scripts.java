package dev.perennial.simulator.demo;

import java.util.List;
import java.util.stream.Collectors;

/** The shell scripts that look at files: portable to GNU and BSD tools, safe for any file name, compact in what they print. */
final class Scripts {

    /** Folders that hold what was made or fetched, not written. */
    static final List<String> SKIPPED = List.of(".git", "node_modules", "target", "__pycache__", ".venv");

    static final String PRUNE = SKIPPED.stream()
            .map(name -> "-name " + name)
            .collect(Collectors.joining(" -o ", "-type d \\( ", " \\) -prune"));

    private Scripts() {}

    /**
     * Runs {@code body} inside a folder. If the place is something else, the first line says what: {@code @file}, after
     * which {@code onFile} runs, {@code @denied}, or {@code @missing}, after which names like it are listed.
     */
    static String inside(Place place, String body, String onFile) {
        if (place.here()) {
            return body;
        }
        String path = Shell.path(place.path());
        String name = place.path().substring(place.path().lastIndexOf('/') + 1);
        return "(\nif [ -d " + path + " ]; then CDPATH= cd -- " + path + " 2>/dev/null || { echo @denied; exit 0; }\n"
                + "elif [ -e " + path + " ]; then echo @file; " + onFile + "; exit 0\n"
                + "else echo @missing; " + similar(name) + "; exit 0; fi\n" + body + "\n)";
    }

    /** Runs {@code body} if the place is a file; the first line says what it is as in {@link #inside}, or {@code @folder}. */
    static String withFile(Place place, String body) {
        String path = Shell.path(place.path());
        String name = place.path().substring(place.path().lastIndexOf('/') + 1);
        return "if [ -d " + path + " ]; then echo @folder\nelif [ ! -e " + path + " ]; then echo @missing; "
                + similar(name) + "\nelif [ ! -r " + path + " ]; then echo @denied\nelse echo @file; " + body + "; fi";
    }

    private static String similar(String name) {
        String glob = name.replaceAll("[^\\p{L}\\p{N}._ -]", "?");
        return "find . " + PRUNE + " -o -iname " + "'*" + glob + "*' -print 2>/dev/null | head -n 3";
    }
}
