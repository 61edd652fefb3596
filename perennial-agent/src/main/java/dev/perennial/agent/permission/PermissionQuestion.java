package dev.perennial.agent.permission;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A question whether a call may be made.
 *
 * @param tool the tool's name
 * @param reason why it is asked
 * @param preview what the call would do: the command, or the change of the file
 * @param rules what would be allowed from then on if the answer is to be remembered; empty if it cannot be
 */
public record PermissionQuestion(String tool, String reason, String preview, List<String> rules) {

    public PermissionQuestion {
        requireNonNull(tool, "tool");
        requireNonNull(reason, "reason");
        requireNonNull(preview, "preview");
        rules = List.copyOf(rules);
    }
}
