package dev.perennial.simulator.fault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.simulator.StreamStep;
import dev.perennial.simulator.StreamStep.Ending;
import dev.perennial.simulator.internal.Json;
import java.util.List;

/** {@code error} events after a 200, after which nothing follows (platform.claude.com, "Streaming", "Errors"). */
final class ErrorEvents {

    static final List<FaultKind> KINDS = List.of(
            error("error-overloaded", "overloaded_error", "Overloaded"),
            error("error-api", "api_error", "Internal server error"),
            error("error-timeout", "timeout_error", "The request timed out"),
            error("error-rate-limit", "rate_limit_error", "This request would exceed your rate limit"),
            error("error-invalid-request", "invalid_request_error", "The request could not be processed"),
            error("error-authentication", "authentication_error", "The key is no longer valid"),
            error("error-billing", "billing_error", "There is a problem with the payment"),
            error("error-permission", "permission_error", "The key may not use this resource"),
            error("error-not-found", "not_found_error", "The resource was not found"),
            error("error-conflict", "conflict_error", "The resource was changed meanwhile"),
            error("error-too-large", "request_too_large", "The request exceeds the maximum size"),
            error("error-unknown", "brand_new_error", "Something that no client has heard of"),
            kind(
                    "error-spend-limit",
                    "an error event rate_limit_error with the code enforced_spend_limit_reached",
                    StatusReplies.spendLimitError()),
            kind(
                    "error-without-details",
                    "an error event that holds no error",
                    Json.object().put("type", "error")),
            FaultKind.steps(
                    "error-then-more",
                    FaultGroup.ERROR,
                    "an error event api_error, and the stream goes on as if nothing had been",
                    Harm.LOSS,
                    new Parameter.None(),
                    "text",
                    Effect.Steps.events((scene, rest) ->
                            Steps.before(Events.frame(body("api_error", "Internal server error")), rest))));

    private ErrorEvents() {}

    private static FaultKind error(String name, String type, String message) {
        return kind(name, "an error event " + type + ", then the body ends", body(type, message));
    }

    private static FaultKind kind(String name, String description, ObjectNode event) {
        StreamStep.Frame frame = Events.frame(event);
        Effect.StepChange change = (scene, rest) -> Steps.concat(Steps.of(frame), Steps.end(Ending.CLEAN));
        return FaultKind.steps(
                name,
                FaultGroup.ERROR,
                description,
                Harm.LOSS,
                new Parameter.None(),
                "text",
                Effect.Steps.events(change));
    }

    private static ObjectNode body(String type, String message) {
        return StatusReplies.error(type, message);
    }
}
