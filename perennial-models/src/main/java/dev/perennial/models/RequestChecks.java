package dev.perennial.models;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tells before sending what the API would refuse.
 *
 * <p>Of a model that nobody knows only what holds for every model is checked: an assumption must not stand in the way of
 * what a user asked for. Source of the rules: platform.claude.com, "Extended thinking", "Effort", "Context windows" and
 * the "What's new" pages of the models.
 */
public final class RequestChecks {

    /** The smallest {@code budget_tokens} that the API takes. */
    public static final long SMALLEST_THINKING_BUDGET = 1024;

    private final Capabilities model;
    private final PlannedRequest request;
    private final List<Violation> violations = new ArrayList<>();

    private RequestChecks(Capabilities model, PlannedRequest request) {
        this.model = model;
        this.request = request;
    }

    /** All that the model would refuse in the request; empty if it is fine. */
    public static List<Violation> check(Capabilities model, PlannedRequest request) {
        RequestChecks checks = new RequestChecks(model, request);
        checks.maxTokens();
        checks.thinkingMode();
        checks.thinkingBudget();
        checks.effort();
        checks.input();
        checks.violations.addAll(SamplingChecks.check(model, request));
        return List.copyOf(checks.violations);
    }

    private void maxTokens() {
        long tokens = request.maxTokens();
        if (tokens < 1 || (model.isKnown() && tokens > model.outputTokens())) {
            String allowed = model.isKnown()
                    ? model.model() + " takes 1 to " + number(model.outputTokens())
                    : "it has to be at least 1";
            refuse("max_tokens", number(tokens), allowed, "choose a value in that range");
        }
    }

    private void thinkingMode() {
        request.thinking().ifPresent(mode -> {
            if (model.isKnown() && !model.thinking().accepts(mode)) {
                refuse("thinking.type", mode.word(), takes(modes()), instead(mode));
            } else if (isReduced(mode)) {
                reducedThinking(mode);
            }
            if (mode == ThinkingMode.ENABLED && request.thinkingBudget().isEmpty()) {
                refuse(
                        "thinking.budget_tokens",
                        "not set",
                        "thinking.type enabled needs it",
                        "set a budget of at least " + number(SMALLEST_THINKING_BUDGET));
            }
        });
    }

    private void reducedThinking(ThinkingMode mode) {
        Effort effort = request.effort().orElse(model.effort().standard());
        Effort highest = model.thinking().reducedUpTo();
        if (model.isKnown() && effort.compareTo(highest) > 0) {
            refuse(
                    "thinking.type",
                    mode.word(),
                    model.model() + " takes it only up to effort " + highest.word() + ", not with " + effort.word(),
                    "lower the effort or use adaptive thinking");
        }
    }

    private void thinkingBudget() {
        request.thinkingBudget().ifPresent(budget -> {
            Optional<ThinkingMode> mode = request.thinking();
            if (mode.filter(m -> m != ThinkingMode.ENABLED).isPresent()) {
                refuse(
                        "thinking.budget_tokens",
                        number(budget),
                        "only thinking.type enabled has a budget, not "
                                + mode.get().word(),
                        "leave the budget out; effort guides adaptive thinking");
            } else if (model.isKnown() && !model.thinking().accepts(ThinkingMode.ENABLED)) {
                refuse(
                        "thinking.budget_tokens",
                        number(budget),
                        model.model() + " has no thinking with a budget",
                        "leave the budget out; effort guides its thinking");
            } else if (budget < SMALLEST_THINKING_BUDGET || budget >= request.maxTokens()) {
                refuse(
                        "thinking.budget_tokens",
                        number(budget),
                        "it has to be at least " + number(SMALLEST_THINKING_BUDGET) + " and less than max_tokens, "
                                + number(request.maxTokens()),
                        "change the budget or raise max_tokens");
            }
        });
    }

    private void effort() {
        request.effort().ifPresent(level -> {
            Set<Effort> levels = model.effort().levels();
            if (!model.isKnown() || levels.contains(level)) {
                return;
            }
            String allowed = levels.isEmpty()
                    ? model.model() + " does not take the field"
                    : takes(levels.stream().sorted().map(Effort::word));
            refuse(
                    "output_config.effort",
                    level.word(),
                    allowed,
                    levels.isEmpty() ? "leave it out" : "choose one of these");
        });
    }

    private void input() {
        if (model.isKnown() && request.estimatedInput() >= model.contextTokens()) {
            refuse(
                    "the prompt",
                    "about " + number(request.estimatedInput()) + " tokens",
                    model.model() + " has a context window of " + number(model.contextTokens()),
                    "shorten the prompt or choose a model with a larger window");
        }
    }

    private String instead(ThinkingMode refused) {
        return switch (refused) {
            case DISABLED ->
                model.thinking().accepts(ThinkingMode.BETWEEN_TOOLS)
                        ? "use between_tools for less thinking"
                        : "leave it out; a lower effort means less thinking";
            case ENABLED -> "use adaptive thinking, guided by effort";
            case ADAPTIVE -> "use enabled with a budget, or leave it out";
            case BETWEEN_TOOLS -> "use one of these, or leave it out";
        };
    }

    private Stream<String> modes() {
        return model.thinking().modes().stream()
                .sorted(Comparator.naturalOrder())
                .map(ThinkingMode::word);
    }

    private String takes(Stream<String> words) {
        return model.model() + " takes " + words.collect(Collectors.joining(", "));
    }

    private static boolean isReduced(ThinkingMode mode) {
        return mode == ThinkingMode.DISABLED || mode == ThinkingMode.BETWEEN_TOOLS;
    }

    private static String number(long tokens) {
        return String.format(Locale.ROOT, "%,d", tokens);
    }

    private void refuse(String field, String value, String allowed, String wayOut) {
        violations.add(new Violation(field, value, allowed, wayOut));
    }
}
