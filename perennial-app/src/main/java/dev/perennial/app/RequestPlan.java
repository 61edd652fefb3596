package dev.perennial.app;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.app.config.Setting;
import dev.perennial.app.config.Settings;
import dev.perennial.client.SamplingFields;
import dev.perennial.models.Capabilities;
import dev.perennial.models.Effort;
import dev.perennial.models.PlannedRequest;
import dev.perennial.models.RequestChecks;
import dev.perennial.models.Sampling;
import dev.perennial.models.ThinkingMode;
import dev.perennial.models.Violation;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * How the model is to be asked: the settings, completed by what the model can do, and checked against it before anything
 * is sent.
 */
final class RequestPlan {

    /** What the seeds of this project called safe: enough for a long answer, little enough for any limit. */
    private static final long SAFE_OUTPUT = 20_000;

    private static final long SAFE_THINKING = 4_000;
    private static final String AUTO = "auto";

    private final Settings settings;
    private final Capabilities model;

    private RequestPlan(Settings settings, Capabilities model) {
        this.settings = settings;
        this.model = model;
    }

    /**
     * The body of every request of a session, without messages and tools.
     *
     * @param system the system prompt
     * @throws UsageException if the model would refuse what the settings ask for
     */
    static ObjectNode body(Settings settings, Capabilities model, String system) {
        RequestPlan plan = new RequestPlan(settings, model);
        PlannedRequest request = plan.request();
        List<Violation> violations = RequestChecks.check(model, request);
        if (!violations.isEmpty()) {
            throw new UsageException(
                    violations.stream().map(Violation::sentence).collect(Collectors.joining("\n")));
        }
        return plan.body(request, system);
    }

    private PlannedRequest request() {
        PlannedRequest request = PlannedRequest.of(maxTokens()).withSampling(sampling());
        Optional<ThinkingMode> thinking = thinking();
        if (thinking.isPresent()) {
            request = request.withThinking(thinking.get());
        }
        if (settings.number(Setting.THINKING_BUDGET).isPresent()) {
            request = request.withThinkingBudget(
                    settings.number(Setting.THINKING_BUDGET).getAsLong());
        } else if (thinking.filter(ThinkingMode.ENABLED::equals).isPresent() && isSafe()) {
            request = request.withThinkingBudget(SAFE_THINKING);
        }
        Optional<Effort> effort = effort();
        return effort.isPresent() ? request.withEffort(effort.get()) : request;
    }

    private long maxTokens() {
        long most = isSafe() ? Math.min(SAFE_OUTPUT, model.outputTokens()) : model.outputTokens();
        return settings.number(Setting.MAX_TOKENS).orElse(most);
    }

    private Optional<ThinkingMode> thinking() {
        String word = settings.text(Setting.THINKING).orElse(AUTO);
        return word.equals(AUTO) ? automatic() : Optional.of(parseThinking(word));
    }

    private Sampling sampling() {
        Sampling sampling = Sampling.NONE;
        Optional<Double> temperature = settings.decimal(Setting.TEMPERATURE);
        Optional<Double> topP = settings.decimal(Setting.TOP_P);
        sampling = temperature.isPresent() ? sampling.withTemperature(temperature.get()) : sampling;
        sampling = topP.isPresent() ? sampling.withTopP(topP.get()) : sampling;
        OptionalLong topK = settings.number(Setting.TOP_K);
        return topK.isPresent() ? sampling.withTopK(topK.getAsLong()) : sampling;
    }

    /**
     * Adaptive where there is that; a budget only where one was asked for; else what the model does by itself. Who wants sampling
     * parameters gets no thinking that he did not ask for: the two exclude each other.
     */
    private Optional<ThinkingMode> automatic() {
        if (!sampling().isEmpty()) {
            return Optional.empty();
        }
        boolean budget = settings.number(Setting.THINKING_BUDGET).isPresent() || isSafe();
        if (budget && model.isKnown() && model.thinking().accepts(ThinkingMode.ENABLED)) {
            return Optional.of(ThinkingMode.ENABLED);
        }
        boolean adaptive = model.isKnown() && model.thinking().accepts(ThinkingMode.ADAPTIVE);
        return adaptive ? Optional.of(ThinkingMode.ADAPTIVE) : Optional.empty();
    }

    private ThinkingMode parseThinking(String word) {
        return ThinkingMode.parse(word)
                .orElseThrow(() -> wrongWord(Setting.THINKING, AUTO + ", " + words(ThinkingMode.values())));
    }

    private Optional<Effort> effort() {
        return settings.text(Setting.EFFORT)
                .map(word -> Effort.parse(word).orElseThrow(() -> wrongWord(Setting.EFFORT, words(Effort.values()))));
    }

    private UsageException wrongWord(Setting setting, String allowed) {
        return new UsageException("`%s` is `%s` (%s): say one of %s"
                .formatted(
                        setting.key(),
                        settings.get(setting).value(),
                        settings.get(setting).origin(),
                        allowed));
    }

    private static String words(Enum<?>[] values) {
        return Arrays.stream(values)
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    private boolean isSafe() {
        return settings.isOn(Setting.SAFE_LIMITS);
    }

    private ObjectNode body(PlannedRequest request, String system) {
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("model", model.model())
                .put("max_tokens", request.maxTokens())
                .put("system", system);
        request.thinking().ifPresent(mode -> body.set("thinking", thinkingJson(mode, request)));
        SamplingFields.addTo(body, request.sampling());
        request.effort().ifPresent(effort -> body.putObject("output_config").put("effort", effort.word()));
        body.putObject("cache_control").put("type", "ephemeral");
        return body;
    }

    /** Models from 4.7 on leave the text of thinking out unless asked for it, and people want to see something happen. */
    private static ObjectNode thinkingJson(ThinkingMode mode, PlannedRequest request) {
        ObjectNode thinking = JsonNodeFactory.instance.objectNode().put("type", mode.word());
        if (mode == ThinkingMode.ADAPTIVE) {
            thinking.put("display", "summarized");
        }
        request.thinkingBudget().ifPresent(budget -> thinking.put("budget_tokens", budget));
        return thinking;
    }
}
