package dev.perennial.simulator.internal.check;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.simulator.internal.Json;
import dev.perennial.simulator.internal.message.MessagesCall;
import java.util.Optional;

/**
 * What the API tells about thinking that it dropped or let pass, in {@code input_transformations} of the answer, if the
 * request has the header for it (platform.claude.com, "Preserved thinking").
 */
public final class InputTransformations {

    private static final String BETA = "thinking-binding-controls-2026-08-01";

    private InputTransformations() {}

    /** The array for the answer; empty if the request did not ask. */
    public static Optional<ArrayNode> of(MessagesCall call) {
        return call.head().has(BETA) ? Optional.of(list(new ThinkingReview(call))) : Optional.empty();
    }

    private static ArrayNode list(ThinkingReview review) {
        ArrayNode list = Json.array();
        boolean allowed = review.onMismatch() == ThinkingReview.OnMismatch.ALLOW;
        for (ThinkingReview.Finding finding : review.findings()) {
            if (finding.is(ThinkingReview.Verdict.UNREADABLE)) {
                list.add(entry("thinking_dropped", finding, "model_binding_mismatch"));
            } else if (finding.is(ThinkingReview.Verdict.MISMATCH)) {
                String type = allowed ? "thinking_mismatch_allowed" : "thinking_dropped";
                list.add(entry(type, finding, "prefix_binding_mismatch"));
            }
        }
        return list;
    }

    private static ObjectNode entry(String type, ThinkingReview.Finding finding, String reason) {
        return Json.object()
                .put("type", type)
                .put("path", finding.block().path())
                .put("reason", reason);
    }
}
