package dev.perennial.simulator.internal.check;

import dev.perennial.simulator.ApiError;
import dev.perennial.simulator.assume.Assumption;
import dev.perennial.simulator.internal.message.Located;
import dev.perennial.simulator.internal.message.MessagesCall;
import java.util.List;
import java.util.Optional;

/**
 * Each kind of block stands in a message of the role that it belongs to (platform.claude.com, "Messages"); under API
 * version 2026-10-21 documents only in user messages and citations only in assistant messages ("Versioning").
 */
final class RoleCheck implements Check<MessagesCall> {

    private static final List<String> OF_ASSISTANT =
            List.of("tool_use", "server_tool_use", "mcp_tool_use", "thinking", "redacted_thinking");

    @Override
    public Optional<ApiError> fault(MessagesCall call) {
        return Check.firstOf(call.located(), RoleCheck::role)
                .or(() -> call.head().isVersionOfOctober2026()
                        ? Check.firstOf(call.located(), RoleCheck::sinceOctober2026)
                        : Optional.empty())
                .or(() -> inARow(call));
    }

    private static Optional<ApiError> role(Located block) {
        return switch (block.role()) {
            case "user" -> onlyIn("assistant", block, OF_ASSISTANT.contains(block.type()));
            case "assistant" -> onlyIn("user", block, block.type().equals("tool_result"));
            default -> Optional.empty();
        };
    }

    private static Optional<ApiError> onlyIn(String role, Located block, boolean broken) {
        return Check.invalidIf(
                broken,
                "messages." + block.message() + ": `" + block.type() + "` blocks can only be in `" + role
                        + "` messages");
    }

    private static Optional<ApiError> sinceOctober2026(Located block) {
        boolean document = block.role().equals("assistant") && block.type().equals("document");
        return Check.invalidIf(document, block.path() + ": `document` blocks can only be in `user` messages")
                .or(() -> block.role().equals("user") ? citations(block) : Optional.empty());
    }

    private static Optional<ApiError> citations(Located block) {
        String extra = "citations: Extra inputs are not permitted";
        return switch (block.type()) {
            case "text" -> Check.invalidIf(!block.block().path("citations").isEmpty(), block.path() + ".text." + extra);
            case "search_result" ->
                Check.each(
                        block.path() + ".search_result.content",
                        block.block().path("content"),
                        (at, text) -> Check.invalidIf(!text.path("citations").isEmpty(), at + "." + extra));
            default -> Optional.empty();
        };
    }

    private static Optional<ApiError> inARow(MessagesCall call) {
        if (call.assumptions().is(Assumption.CONSECUTIVE_USER_MESSAGES, "merged")) {
            return Optional.empty();
        }
        return Check.firstOf(
                call.turns(),
                turn -> Check.invalidIf(
                        turn.is("user")
                                && turn.blocks().stream()
                                                .map(Located::message)
                                                .distinct()
                                                .count()
                                        > 1,
                        "messages: roles must alternate between \"user\" and \"assistant\", but found multiple"
                                + " \"user\" roles in a row"));
    }
}
