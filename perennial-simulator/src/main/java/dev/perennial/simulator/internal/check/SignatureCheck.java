package dev.perennial.simulator.internal.check;

import dev.perennial.simulator.ApiError;
import dev.perennial.simulator.assume.Assumption;
import dev.perennial.simulator.internal.message.Located;
import dev.perennial.simulator.internal.message.MessagesCall;
import dev.perennial.simulator.internal.message.Place;
import java.util.Optional;

/**
 * Thinking comes back as it went out (platform.claude.com, "Extended thinking"), and with the models that check it,
 * after the same conversation ("Preserved thinking").
 */
final class SignatureCheck implements Check<MessagesCall> {

    private static final String BETA = "thinking-binding-controls-2026-08-01";

    @Override
    public Optional<ApiError> fault(MessagesCall call) {
        ThinkingReview review = new ThinkingReview(call);
        return Check.firstOf(review.findings(), finding -> switch (finding.verdict()) {
            case FINE, UNREADABLE -> Optional.empty();
            case FORGED -> forged(call, finding.block());
            case MODIFIED -> modified(finding.block());
            case MISMATCH ->
                switch (review.onMismatch()) {
                    case REFUSE -> mismatch(call, review, finding.block());
                    case DROP, ALLOW -> Optional.empty();
                };
        });
    }

    private static Optional<ApiError> forged(MessagesCall call, Located block) {
        boolean unsigned = block.block().path("signature").asText("").isEmpty()
                && block.type().equals("thinking");
        boolean dropped = unsigned && call.assumptions().is(Assumption.UNSIGNED_THINKING, "dropped");
        return Check.invalidIf(!dropped, invalid(block));
    }

    private static Optional<ApiError> modified(Located block) {
        return Check.invalid(
                block.path() + ": `thinking` or `redacted_thinking` blocks in the latest assistant message cannot be"
                        + " modified. These blocks must remain as they were in the original response.");
    }

    private static Optional<ApiError> mismatch(MessagesCall call, ThinkingReview review, Located block) {
        String header = call.head().has(BETA)
                ? ""
                : " That setting requires the `" + BETA + "` value in the `anthropic-beta` header.";
        return Check.invalid(invalid(block)
                + ". The block is bound to a different conversation. Remove the block, or set"
                + " `thinking.block_binding.prefix_mismatch_behavior` to \"drop_block\"." + header
                + review.changed(block)
                        .map(part -> sentence(part, review, block))
                        .orElse(""));
    }

    private static String sentence(Place.Part changed, ThinkingReview review, Located block) {
        return switch (changed) {
            case SYSTEM -> " The `system` prompt differs from the one this block was created with.";
            case TOOLS -> " The `tools` list differs from the one this block was created with.";
            case CONTENT ->
                " Content that preceded this block when it was created is missing from this request"
                        + review.firstChange(block)
                                .map(path -> ", starting at `" + path + "`")
                                .orElse("")
                        + ".";
            case THINKING ->
                " The `thinking` block that preceded this one when it was created is missing from this request.";
        };
    }

    private static String invalid(Located block) {
        return block.type().equals("thinking")
                ? block.path() + ": Invalid `signature` in `thinking` block"
                : block.path() + ": Invalid `data` in `redacted_thinking` block";
    }
}
