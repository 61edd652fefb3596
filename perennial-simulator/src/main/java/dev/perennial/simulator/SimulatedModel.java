package dev.perennial.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.http.Headers;
import dev.perennial.simulator.internal.Credential;
import dev.perennial.simulator.internal.Hash;
import dev.perennial.simulator.internal.Identifiers;
import dev.perennial.simulator.internal.cache.PromptCache;
import dev.perennial.simulator.internal.check.InputTransformations;
import dev.perennial.simulator.internal.limit.Admission;
import dev.perennial.simulator.internal.limit.Grant;
import dev.perennial.simulator.internal.limit.Limiter;
import dev.perennial.simulator.internal.message.Completion;
import dev.perennial.simulator.internal.message.MessageFrames;
import dev.perennial.simulator.internal.message.MessageJson;
import dev.perennial.simulator.internal.message.MessagesCall;
import dev.perennial.simulator.internal.message.PacedSteps;
import dev.perennial.simulator.internal.message.Tempo;
import dev.perennial.simulator.limit.RateClass;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;

/** Answers a request that passed the checks: asks the limits, the cache and the brain, and sends what comes of it. */
final class SimulatedModel {

    private static final System.Logger LOG = System.getLogger(SimulatedModel.class.getName());

    /** Tells the SDKs that asking again is no use: the brain will not know better the next time. */
    private static final Headers NO_RETRY = Headers.of("x-should-retry", "false");

    /** Large pieces: nobody sees the deltas of a message that is sent whole. */
    private static final int TOKENS_PER_UNSEEN_DELTA = 100_000;

    private final SimulatorSettings settings;
    private final Limiter limiter;
    private final PromptCache cache = new PromptCache();

    SimulatedModel(SimulatorSettings settings, Limiter limiter) {
        this.settings = settings;
        this.limiter = limiter;
    }

    Answer answer(MessagesCall call, SimulatedRequest request, Identifiers identifiers) {
        String credential = Credential.of(request.headers(), settings.seed());
        PromptCache.Use use = cache.look(credential, call, settings.clock().instant());
        long estimate = Estimate.of(request.body().length, use.usage());
        return switch (limiter.admit(credential, RateClass.of(call.model().id()), estimate)) {
            case Admission.Refused refused ->
                new Answer.Failed(refused.refusal().error(), refused.refusal().headers());
            case Admission.Admitted admitted -> admitted(call, identifiers, use, admitted.grant());
        };
    }

    private Answer admitted(MessagesCall call, Identifiers identifiers, PromptCache.Use use, Grant grant) {
        try {
            Completion completion = completion(call, identifiers, use);
            Tempo tempo = Tempo.of(settings.pace(), use.usage(), Hash.mix(settings.seed(), identifiers.request()));
            Instant begins = use.now().plus(tempo.reading());
            cache.commit(use, begins);
            grant.settle(use.usage().limited());
            return call.stream() ? stream(completion, tempo, grant) : whole(completion, tempo, grant);
        } catch (ApiErrorException refusal) {
            grant.cancel();
            return Answer.Failed.of(refusal.error());
        } catch (RuntimeException bug) {
            grant.cancel();
            LOG.log(Level.WARNING, "The brain failed", bug);
            return new Answer.Failed(ApiError.internal("The simulator's brain failed: " + bug), NO_RETRY);
        }
    }

    private Completion completion(MessagesCall call, Identifiers identifiers, PromptCache.Use use) {
        Brain brain = settings.brain();
        Reply reply = isWarming(call) ? Reply.of() : brain.reply(new Prompt(call.body(), settings.seed()));
        ObjectNode extras = reply.extras().deepCopy();
        InputTransformations.of(call).ifPresent(t -> extras.set("input_transformations", t));
        String model = brain.reportedModel(call.body().path("model").asText());
        return Completion.of(
                new Reply(reply.content(), reply.stopReason(), extras), call, use.usage(), identifiers, model);
    }

    /** With {@code max_tokens: 0} only the prompt is read (platform.claude.com, "Prompt caching"). */
    private static boolean isWarming(MessagesCall call) {
        return call.body().path("max_tokens").asInt() == 0;
    }

    private Answer stream(Completion completion, Tempo tempo, Grant grant) {
        MessageFrames frames = new MessageFrames(completion, settings.tokensPerDelta());
        return new Answer.Stream(new PacedSteps(frames, tempo, grant::generated));
    }

    private static Answer whole(Completion completion, Tempo tempo, Grant grant) {
        Duration delay = Tempo.ofWhole(tempo, new MessageFrames(completion, TOKENS_PER_UNSEEN_DELTA));
        grant.generated(completion.outputTokens());
        return new Answer.Whole(new MessageJson(completion).whole(), delay);
    }
}
