package dev.perennial.models;

import java.util.ArrayList;
import java.util.List;

/**
 * Tells what the API would refuse of sampling parameters. Sources: platform.claude.com, "Messages" (ranges), "Extended thinking"
 * (beside thinking), "What's new" of Opus 4.7 (only defaults from there on); that {@code temperature} and {@code top_p} exclude each
 * other since Opus 4.1 is what the API answers ("cannot both be specified for this model"), as reported for 4.5 and 4.6 models.
 */
final class SamplingChecks {

    private static final double DEFAULT = 1;
    private static final double LEAST_TOP_P_WITH_THINKING = 0.95;
    private static final String LEAVE_OUT = "leave it out";

    private final Capabilities model;
    private final PlannedRequest request;
    private final List<Violation> violations = new ArrayList<>();

    private SamplingChecks(Capabilities model, PlannedRequest request) {
        this.model = model;
        this.request = request;
    }

    static List<Violation> check(Capabilities model, PlannedRequest request) {
        SamplingChecks checks = new SamplingChecks(model, request);
        checks.ranges();
        if (checks.violations.isEmpty() && model.isKnown()) {
            checks.ofModel();
        }
        return checks.violations;
    }

    private Sampling sampling() {
        return request.sampling();
    }

    private void ranges() {
        sampling().temperature().ifPresent(value -> share("temperature", value));
        sampling().topP().ifPresent(value -> share("top_p", value));
        sampling()
                .topK()
                .filter(value -> value < 0)
                .ifPresent(value -> refuse("top_k", number(value), "it has to be at least 0", LEAVE_OUT));
    }

    private void share(String field, double value) {
        if (!(value >= 0 && value <= 1)) {
            refuse(field, number(value), "it has to be from 0 to 1", "choose a value in that range");
        }
    }

    private void ofModel() {
        if (!model.features().samplingParameters()) {
            notTaken();
            return;
        }
        if (sampling().temperature().isPresent() && sampling().topP().isPresent()) {
            refuse(
                    "top_p",
                    number(sampling().topP().get()),
                    model.model() + " takes it or temperature, not both",
                    "leave one of them out");
        }
        request.thinking()
                .filter(mode -> mode == ThinkingMode.ADAPTIVE || mode == ThinkingMode.ENABLED)
                .ifPresent(mode -> besideThinking());
    }

    private void notTaken() {
        String why = model.model() + " takes no sampling parameters, as no model after 4.6";
        String wayOut =
                "leave it out and say in the prompt what you want, or choose a model that takes them, such as claude-sonnet-4-6";
        sampling()
                .temperature()
                .filter(SamplingChecks::isChosen)
                .ifPresent(v -> refuse("temperature", number(v), why, wayOut));
        sampling().topP().filter(SamplingChecks::isChosen).ifPresent(v -> refuse("top_p", number(v), why, wayOut));
        sampling().topK().ifPresent(v -> refuse("top_k", number(v), why, wayOut));
    }

    private void besideThinking() {
        String wayOut = "leave it out, or turn thinking off";
        sampling()
                .temperature()
                .filter(SamplingChecks::isChosen)
                .ifPresent(v ->
                        refuse("temperature", number(v), "beside thinking " + model.model() + " takes only 1", wayOut));
        sampling()
                .topP()
                .filter(v -> v < LEAST_TOP_P_WITH_THINKING)
                .ifPresent(v ->
                        refuse("top_p", number(v), "beside thinking " + model.model() + " takes 0.95 to 1", wayOut));
        sampling()
                .topK()
                .ifPresent(v ->
                        refuse("top_k", number(v), "beside thinking " + model.model() + " does not take it", wayOut));
    }

    private static boolean isChosen(double value) {
        return value != DEFAULT;
    }

    private static String number(Number value) {
        String text = value.toString();
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    private void refuse(String field, String value, String allowed, String wayOut) {
        violations.add(new Violation(field, value, allowed, wayOut));
    }
}
