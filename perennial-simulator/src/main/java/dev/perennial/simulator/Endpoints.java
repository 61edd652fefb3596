package dev.perennial.simulator;

import dev.perennial.http.Headers;
import dev.perennial.simulator.internal.Identifiers;
import dev.perennial.simulator.internal.facts.ModelTable;
import dev.perennial.simulator.internal.limit.Limiter;
import java.util.function.Supplier;

/** Finds the endpoint of a path. */
final class Endpoints {

    private static final String MODELS = "/v1/models";

    private final MessagesEndpoint messages;
    private final ModelsEndpoint models;
    private final LimitsEndpoint limits;

    Endpoints(SimulatorSettings settings, ModelTable table, Limiter limiter) {
        this.messages = new MessagesEndpoint(settings, table, limiter);
        this.limits = new LimitsEndpoint(limiter);
        this.models = new ModelsEndpoint(table);
    }

    Answer answer(Received received, Identifiers identifiers) {
        String path = received.request().path();
        if (path.equals(MessagesEndpoint.PATH)) {
            return only("POST", received, () -> messages.create(received, identifiers));
        }
        if (path.equals(MessagesEndpoint.COUNT_PATH)) {
            return only("POST", received, () -> messages.count(received));
        }
        if (path.equals(MODELS)) {
            return only("GET", received, () -> models.list(received.request()));
        }
        if (path.startsWith(MODELS + "/")) {
            return only("GET", received, () -> models.one(received.request(), path.substring(MODELS.length() + 1)));
        }
        if (path.startsWith(LimitsEndpoint.PATH)) {
            return limits.answer(received);
        }
        return Answer.Failed.of(ApiError.notFound("Not found: " + path));
    }

    private static Answer only(String method, Received received, Supplier<Answer> endpoint) {
        return received.request().method().equals(method)
                ? endpoint.get()
                : new Answer.Failed(
                        new ApiError(405, "invalid_request_error", "Method Not Allowed"), Headers.of("Allow", method));
    }
}
