package dev.perennial.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.simulator.internal.Credential;
import dev.perennial.simulator.internal.Identifiers;
import dev.perennial.simulator.internal.Json;
import dev.perennial.simulator.internal.check.BodyShape;
import dev.perennial.simulator.internal.check.Check;
import dev.perennial.simulator.internal.check.Checks;
import dev.perennial.simulator.internal.facts.ModelFacts;
import dev.perennial.simulator.internal.facts.ModelTable;
import dev.perennial.simulator.internal.limit.Admission;
import dev.perennial.simulator.internal.limit.Limiter;
import dev.perennial.simulator.internal.message.MessagesCall;
import dev.perennial.simulator.internal.message.RequestHead;
import dev.perennial.simulator.internal.message.Signatures;
import dev.perennial.simulator.limit.RateClass;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** {@code POST /v1/messages} and {@code POST /v1/messages/count_tokens}. */
final class MessagesEndpoint {

    static final String PATH = "/v1/messages";
    static final String COUNT_PATH = PATH + "/count_tokens";

    private final SimulatorSettings settings;
    private final Limiter limiter;
    private final SimulatedModel model;
    private final ModelTable table;
    private final Signatures signatures;

    MessagesEndpoint(SimulatorSettings settings, ModelTable table, Limiter limiter) {
        this.settings = settings;
        this.limiter = limiter;
        this.model = new SimulatedModel(settings, limiter);
        this.table = table;
        this.signatures = new Signatures(settings.seed());
    }

    Answer create(Received received, Identifiers identifiers) {
        return checked(received, false, call -> model.answer(call, received.request(), identifiers));
    }

    Answer count(Received received) {
        return checked(received, true, call -> count(call, received.request()));
    }

    /** Counting has a limit of requests of its own (platform.claude.com, "Token counting"). */
    private Answer count(MessagesCall call, SimulatedRequest request) {
        String credential = Credential.of(request.headers(), settings.seed());
        return switch (limiter.admit(credential, RateClass.COUNT_TOKENS, 0)) {
            case Admission.Refused refused ->
                new Answer.Failed(refused.refusal().error(), refused.refusal().headers());
            case Admission.Admitted unused ->
                new Answer.Whole(Json.object().put("input_tokens", call.inputTokens()), Duration.ZERO);
        };
    }

    private Answer checked(Received received, boolean countOnly, Function<MessagesCall, Answer> accepted) {
        Optional<ApiError> fault = Check.first(Checks.HEAD, received.request());
        if (fault.isPresent()) {
            return Answer.Failed.of(fault.get());
        }
        if (!(received.json() instanceof ObjectNode body)) {
            return Answer.Failed.of(notAnObject(received));
        }
        RequestHead head = RequestHead.of(received.request().headers());
        MessagesCall.Request request = new MessagesCall.Request(body, head, countOnly, settings.assumptions());
        fault = Check.first(Checks.SHAPE, new BodyShape(request));
        return fault.<Answer>map(Answer.Failed::of).orElseGet(() -> forModel(request, accepted));
    }

    private Answer forModel(MessagesCall.Request request, Function<MessagesCall, Answer> accepted) {
        String name = request.body().path("model").asText();
        Optional<ModelFacts> model = table.find(name);
        if (model.isEmpty()) {
            return Answer.Failed.of(ApiError.notFound("model: " + name));
        }
        MessagesCall call = MessagesCall.of(request, model.get(), signatures);
        Optional<ApiError> fault = Check.first(Checks.CONTENT, call);
        return fault.<Answer>map(Answer.Failed::of).orElseGet(() -> accepted.apply(call));
    }

    private static ApiError notAnObject(Received received) {
        return ApiError.invalidRequest(
                received.malformed().isEmpty()
                        ? "Input should be a valid dictionary"
                        : "The request body is not valid JSON: " + received.malformed());
    }
}
