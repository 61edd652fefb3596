package dev.perennial.agent.permission;

import static java.util.Objects.requireNonNull;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What to do with calls of one kind: {@code bash: git status*}, {@code edit: src/**}, {@code view: ~/notes/**}, {@code bash}.
 *
 * @param effect what to do
 * @param tool {@code bash} for commands, {@code edit} for changes of files, {@code view} for reading them, {@code *} for all,
 *     else the name of a tool
 * @param pattern what the command or the path has to be like, {@code *} for anything; empty for all. Paths may begin with
 *     {@code ~/}, relative ones are in the start folder, and {@code **} is any depth
 */
public record PermissionRule(Effect effect, String tool, String pattern) {

    /** What a rule does. */
    public enum Effect {
        /** The call is made. */
        ALLOW,
        /** Somebody is asked. */
        ASK,
        /** The call is not made. */
        DENY
    }

    public PermissionRule {
        requireNonNull(effect, "effect");
        requireNonNull(tool, "tool");
        requireNonNull(pattern, "pattern");
    }

    /**
     * Reads a rule as people write it, {@code tool} or {@code tool: pattern}.
     *
     * @throws IllegalArgumentException if it names no tool; the message says what is expected
     */
    public static PermissionRule parse(Effect effect, String text) {
        int colon = text.indexOf(':');
        String tool = (colon < 0 ? text : text.substring(0, colon)).strip();
        String pattern = colon < 0 ? "" : text.substring(colon + 1).strip();
        boolean named = !tool.isEmpty() && tool.chars().noneMatch(Character::isWhitespace);
        if (!named || (colon >= 0 && pattern.isEmpty())) {
            throw new IllegalArgumentException(
                    "`" + text
                            + "` is no rule: say a tool, or a tool, a colon and a pattern, such as `bash: git status*`, `edit: src/**`");
        }
        return new PermissionRule(effect, tool, checked(tool, pattern));
    }

    private static String checked(String tool, String pattern) {
        if (!tool.equals("bash")) {
            try {
                FileSystems.getDefault().getPathMatcher("glob:" + pattern);
            } catch (PatternSyntaxException e) {
                throw new IllegalArgumentException(
                        "`" + pattern + "` is no pattern for paths: " + e.getDescription(), e);
            }
        }
        return pattern;
    }

    boolean isFor(String name, String kind) {
        return tool.equals("*") || tool.equals(name) || tool.equals(kind);
    }

    boolean matchesCommand(String command) {
        return pattern.isEmpty() || glob(pattern).matcher(command).matches();
    }

    boolean matchesPath(Path path, Path folder, Path home) {
        if (pattern.isEmpty()) {
            return true;
        }
        String absolute = pattern.startsWith("~/") ? home + pattern.substring(1) : pattern;
        String whole = absolute.startsWith("/") ? absolute : folder + "/" + absolute;
        return FileSystems.getDefault().getPathMatcher("glob:" + whole).matches(path);
    }

    private static Pattern glob(String pattern) {
        StringBuilder expression = new StringBuilder();
        for (int at = 0; at < pattern.length(); at++) {
            char c = pattern.charAt(at);
            if (c == '*') {
                expression.append(".*");
            } else {
                boolean escape = c == '\\' && at + 1 < pattern.length();
                expression.append(Pattern.quote(String.valueOf(escape ? pattern.charAt(++at) : c)));
            }
        }
        return Pattern.compile(expression.toString(), Pattern.DOTALL);
    }

    /** A pattern for nothing but this command or path. */
    static String literal(String text) {
        return text.replaceAll("[\\\\*?\\[\\]{}]", "\\\\$0");
    }

    /** As it is written. */
    public String text() {
        return pattern.isEmpty() ? tool : tool + ": " + pattern;
    }
}
