package dev.perennial.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.http.Headers;
import dev.perennial.simulator.internal.Identifiers;
import dev.perennial.simulator.internal.Json;
import dev.perennial.simulator.internal.check.BodyShape;
import dev.perennial.simulator.internal.check.Check;
import dev.perennial.simulator.internal.check.Checks;
import dev.perennial.simulator.internal.check.InputTransformations;
import dev.perennial.simulator.internal.facts.ModelFacts;
import dev.perennial.simulator.internal.facts.ModelTable;
import dev.perennial.simulator.internal.message.Completion;
import dev.perennial.simulator.internal.message.MessageFrames;
import dev.perennial.simulator.internal.message.MessageJson;
import dev.perennial.simulator.internal.message.MessagesCall;
import dev.perennial.simulator.internal.message.PacedSteps;
import dev.perennial.simulator.internal.message.RequestHead;
import dev.perennial.simulator.internal.message.Signatures;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** {@code POST /v1/messages} and {@code POST /v1/messages/count_tokens}. */
final class MessagesEndpoint {

    private static final System.Logger LOG = System.getLogger(MessagesEndpoint.class.getName());

    /** Tells the SDKs that asking again is no use: the brain will not know better the next time. */
    private static final Headers NO_RETRY = Headers.of("x-should-retry", "false");

    private final SimulatorSettings settings;
    private final ModelTable table;
    private final Signatures signatures;

    MessagesEndpoint(SimulatorSettings settings, ModelTable table) {
        this.settings = settings;
        this.table = table;
        this.signatures = new Signatures(settings.seed());
    }

    Answer create(Received received, Identifiers identifiers) {
        return checked(received, false, call -> reply(call, identifiers));
    }

    Answer count(Received received) {
        return checked(
                received,
                true,
                call -> new Answer.Whole(Json.object().put("input_tokens", call.inputTokens()), Duration.ZERO));
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

    private Answer reply(MessagesCall call, Identifiers identifiers) {
        try {
            Reply reply = call.seal(brainsReply(call));
            InputTransformations.of(call).ifPresent(t -> reply.extras().set("input_transformations", t));
            String model =
                    settings.brain().reportedModel(call.body().path("model").asText());
            return send(Completion.of(reply, call, identifiers, model), call.stream());
        } catch (ApiErrorException refusal) {
            return Answer.Failed.of(refusal.error());
        } catch (RuntimeException bug) {
            LOG.log(Level.WARNING, "The brain failed", bug);
            return new Answer.Failed(ApiError.internal("The simulator's brain failed: " + bug), NO_RETRY);
        }
    }

    private Reply brainsReply(MessagesCall call) {
        return call.maxTokens() == 0
                ? new Reply(List.of(), "max_tokens", Json.object())
                : settings.brain().reply(new Prompt(call.body(), settings.seed()));
    }

    private Answer send(Completion completion, boolean stream) {
        Pace pace = settings.pace();
        if (stream) {
            return new Answer.Stream(new PacedSteps(new MessageFrames(completion, settings.tokensPerDelta()), pace));
        }
        Duration delay = pace.firstToken().plus(pace.of(completion.outputTokens()));
        return new Answer.Whole(new MessageJson(completion).whole(), delay);
    }
}
