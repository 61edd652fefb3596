package dev.perennial.simulator.demo;

import dev.perennial.simulator.Prompt;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a plan works and with what.
 *
 * @param tools the tools it may call
 * @param folder the absolute path of the working folder, empty if nobody has said it yet
 * @param seed varies what is made up
 */
record Workplace(Toolbox tools, String folder, long seed) {

    private static final Pattern FOLDER = Pattern.compile(
            "(?:working\\s+(?:folder|directory|dir)|current\\s+(?:folder|directory)|\\bcwd|\\bpwd|workspace|project\\s+(?:root|folder|directory)|start\\s+folder)"
                    + "\\s*(?:is|path|now|:|=|\\s)*[`\"'<(]?(?<path>/[^\\n`\"'<>]*)",
            Pattern.CASE_INSENSITIVE);

    static Workplace of(Prompt prompt, Toolbox tools) {
        return new Workplace(tools, folder(prompt.system()), prompt.seed());
    }

    static String folder(String system) {
        Matcher matcher = FOLDER.matcher(system);
        if (!matcher.find()) {
            return "";
        }
        String path = matcher.group("path").replaceFirst("[.,;:]\\s.*|\\s\\(.*|[.,;)\\s]+$", "");
        return Tokens.trimmedPath(path.replaceFirst("[.,;)\\s]+$", ""));
    }

    /** The absolute form of a path, if the working folder is known. */
    Optional<String> absolute(String path) {
        if (path.startsWith("/")) {
            return Optional.of(path);
        }
        if (folder.isEmpty() || path.startsWith("~")) {
            return Optional.empty();
        }
        String relative = path.equals(".") ? "" : path.replaceFirst("^(?:\\./)+", "");
        return Optional.of(
                relative.isEmpty() ? folder : folder.endsWith("/") ? folder + relative : folder + "/" + relative);
    }

    Workplace in(String knownFolder) {
        return new Workplace(tools, knownFolder, seed);
    }
}
