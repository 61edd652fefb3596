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
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * Reads and changes the limits from outside: {@code GET} and {@code PUT /simulator/limits}, {@code POST
 * /simulator/limits/withdraw}. No part of the API that is simulated.
 */
final class LimitsEndpoint {

    static final String PATH = "/simulator/limits";

    private static final Set<String> WITHDRAWAL = Set.of("class", "requests", "input_tokens", "output_tokens");

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

    /** All of the amounts are checked before the first is taken. */
    private Answer withdraw(Received received) {
        ObjectNode body = object(received);
        LimitsJson.requireKnown("", body, WITHDRAWAL);
        JsonNode rateClass = body.path("class");
        if (!rateClass.isMissingNode() && !rateClass.isTextual()) {
            throw new IllegalArgumentException(
                    "class: has to be a string such as opus-5-5 or *, is " + rateClass + ".");
        }
        Map<Meter, Long> amounts = new EnumMap<>(Meter.class);
        for (Meter meter : Meter.values()) {
            if (body.has(meter.field())) {
                amounts.put(meter, amount(meter, body));
            }
        }
        amounts.forEach((meter, amount) -> control.withdraw(rateClass.asText(Limits.OTHERS), meter, amount));
        return state();
    }

    private static long amount(Meter meter, ObjectNode body) {
        long amount = LimitsJson.amount(meter.field(), body.path(meter.field()));
        if (amount < 1) {
            throw new IllegalArgumentException(meter.field() + ": " + amount + " has to be 1 or more.");
        }
        return amount;
    }

    private static ObjectNode object(Received received) {
        if (received.json() instanceof ObjectNode body) {
            return body;
        }
        throw new IllegalArgumentException("The body has to be a JSON object, such as "
                + Json.object().put("tier", "start") + " or {\"requests\": 50}; " + received.malformed());
    }
}
