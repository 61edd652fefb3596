package dev.perennial.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.http.Headers;
import dev.perennial.simulator.internal.Json;
import dev.perennial.simulator.internal.limit.LimitsJson;
import dev.perennial.simulator.limit.LimitControl;
import dev.perennial.simulator.limit.Limits;
import dev.perennial.simulator.limit.Meter;
import java.time.Duration;

/**
 * Reads and changes the limits from outside: {@code GET} and {@code PUT /simulator/limits}, {@code POST
 * /simulator/limits/withdraw}. No part of the API that is simulated.
 */
final class LimitsEndpoint {

    static final String PATH = "/simulator/limits";

    private final LimitControl control;

    LimitsEndpoint(LimitControl control) {
        this.control = control;
    }

    Answer answer(Received received) {
        SimulatedRequest request = received.request();
        try {
            return switch (request.method() + " " + request.path()) {
                case "GET " + PATH -> state();
                case "PUT " + PATH -> set(received);
                case "POST " + PATH + "/withdraw" -> withdraw(received);
                default -> unknown(request.path());
            };
        } catch (IllegalArgumentException unusable) {
            return Answer.Failed.of(ApiError.invalidRequest(String.valueOf(unusable.getMessage())));
        }
    }

    private static Answer unknown(String path) {
        if (path.equals(PATH) || path.equals(PATH + "/withdraw")) {
            return new Answer.Failed(
                    new ApiError(405, "invalid_request_error", "Method Not Allowed"),
                    Headers.of("Allow", path.equals(PATH) ? "GET, PUT" : "POST"));
        }
        return Answer.Failed.of(ApiError.notFound(
                "Not found: " + path + "; there are GET and PUT " + PATH + ", and POST " + PATH + "/withdraw."));
    }

    private Answer state() {
        ObjectNode state = LimitsJson.write(control.limits());
        control.levels()
                .forEach(level -> state.withArray("levels")
                        .addObject()
                        .put("credential", level.credential())
                        .put("class", level.rateClass())
                        .put("meter", level.meter().field())
                        .put("limit", level.limit())
                        .put("remaining", level.remaining()));
        return new Answer.Whole(state, Duration.ZERO);
    }

    private Answer set(Received received) {
        control.set(LimitsJson.read(object(received)));
        return state();
    }

    private Answer withdraw(Received received) {
        ObjectNode body = object(received);
        for (Meter meter : Meter.values()) {
            JsonNode amount = body.path(meter.field());
            if (!amount.isMissingNode()) {
                control.withdraw(
                        body.path("class").asText(Limits.OTHERS), meter, LimitsJson.amount(meter.field(), amount));
            }
        }
        return state();
    }

    private static ObjectNode object(Received received) {
        if (received.json() instanceof ObjectNode body) {
            return body;
        }
        throw new IllegalArgumentException("The body has to be a JSON object, such as "
                + Json.object().put("tier", "start") + " or {\"requests\": 50}; " + received.malformed());
    }
}
