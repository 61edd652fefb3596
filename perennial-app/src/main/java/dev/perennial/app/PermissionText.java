package dev.perennial.app;

import dev.perennial.agent.permission.PermissionAnswer;
import dev.perennial.agent.permission.PermissionQuestion;
import dev.perennial.app.terminal.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a person reads who is asked whether a call may be made, and what they may answer. */
final class PermissionText {

    private static final int MOST_LINES = 40;

    private PermissionText() {}

    static List<String> lines(PermissionQuestion question) {
        List<String> lines = new ArrayList<>();
        lines.add("? " + Printable.of(question.tool()) + ": " + Printable.of(question.reason()));
        question.preview().lines().limit(MOST_LINES).forEach(line -> lines.add("    " + Printable.of(line)));
        long more = question.preview().lines().count() - MOST_LINES;
        if (more > 0) {
            lines.add("    … " + more + " more lines");
        }
        question.rules().forEach(rule -> lines.add("  s and p allow: " + Printable.of(rule)));
        return lines;
    }

    static String choices(PermissionQuestion question) {
        return question.rules().isEmpty()
                ? "Allow it? [y] once, [n] no: "
                : "Allow it? [y] once, [s] in this session, [p] always in this folder, [n] no: ";
    }

    static Optional<PermissionAnswer> answer(String line) {
        return switch (line.strip().toLowerCase(Locale.ROOT)) {
            case "y", "yes" -> Optional.of(PermissionAnswer.ONCE);
            case "s" -> Optional.of(PermissionAnswer.SESSION);
            case "p" -> Optional.of(PermissionAnswer.PROJECT);
            case "n", "no" -> Optional.of(PermissionAnswer.NO);
            default -> Optional.empty();
        };
    }
}
