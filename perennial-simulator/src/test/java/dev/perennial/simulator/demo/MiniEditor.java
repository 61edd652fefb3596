package dev.perennial.simulator.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The editor tool with the rules that matter: absolute paths, no overwriting, unique matches. */
final class MiniEditor {

    Outcome run(JsonNode input) throws IOException {
        Path path = Path.of(input.path("path").asText());
        String command = input.path("command").asText();
        if (!path.isAbsolute()) {
            return error("The path " + path + " is not an absolute path.");
        }
        if (command.equals("create")) {
            return create(path, input.path("file_text").asText());
        }
        if (!Files.exists(path)) {
            return error("The path " + path + " does not exist.");
        }
        if (Files.isDirectory(path)) {
            return command.equals("view")
                    ? folder(path)
                    : error(path + " is a directory and only the `view` command can be used.");
        }
        return switch (command) {
            case "view" -> view(path);
            case "str_replace" ->
                replace(
                        path,
                        input.path("old_str").asText(),
                        input.path("new_str").asText());
            case "insert" -> insert(path, input);
            default -> error("Unrecognized command " + command);
        };
    }

    private static Outcome create(Path path, String text) throws IOException {
        if (Files.exists(path)) {
            return error("File already exists at: " + path + ". Cannot overwrite files using command `create`.");
        }
        if (path.getParent() == null || !Files.isDirectory(path.getParent())) {
            return error("Ran into No such file or directory while trying to write to " + path);
        }
        Files.writeString(path, text);
        return new Outcome("File created successfully at: " + path, false);
    }

    private static Outcome view(Path path) throws IOException {
        StringBuilder text = new StringBuilder("Here's the result of running `cat -n` on " + path + ":\n");
        int number = 1;
        for (String line : Files.readString(path).split("\n", -1)) {
            text.append(String.format("%6d\t%s%n", number++, line));
        }
        return new Outcome(text.toString(), false);
    }

    private static Outcome folder(Path path) throws IOException {
        try (Stream<Path> below = Files.walk(path, 2)) {
            String list = below.filter(p -> p.equals(path)
                            || path.relativize(p)
                                            .toString()
                                            .chars()
                                            .filter(c -> c == '.')
                                            .count()
                                    == 0
                            || !hidden(path.relativize(p)))
                    .map(Path::toString)
                    .sorted()
                    .collect(Collectors.joining("\n"));
            return new Outcome(
                    "Here're the files and directories up to 2 levels deep in " + path + ", excluding hidden items:\n"
                            + list,
                    false);
        }
    }

    private static boolean hidden(Path relative) {
        return relative.toString().startsWith(".") || relative.toString().contains("/.");
    }

    private static Outcome replace(Path path, String before, String after) throws IOException {
        String text = Files.readString(path);
        int at = text.indexOf(before);
        if (at < 0) {
            return error("No replacement was performed, old_str did not appear verbatim in " + path);
        }
        if (text.indexOf(before, at + 1) >= 0) {
            return error("Multiple occurrences of old_str. Please ensure it is unique");
        }
        Files.writeString(path, text.substring(0, at) + after + text.substring(at + before.length()));
        return new Outcome("The file " + path + " has been edited.", false);
    }

    private static Outcome insert(Path path, JsonNode input) throws IOException {
        List<String> lines =
                new ArrayList<>(Arrays.asList(Files.readString(path).split("\n", -1)));
        lines.addAll(
                input.path("insert_line").asInt(),
                Arrays.asList(input.path("insert_text")
                        .asText()
                        .replaceFirst("\n$", "")
                        .split("\n", -1)));
        Files.writeString(path, String.join("\n", lines));
        return new Outcome("The file " + path + " has been edited.", false);
    }

    private static Outcome error(String text) {
        return new Outcome(text, true);
    }
}
