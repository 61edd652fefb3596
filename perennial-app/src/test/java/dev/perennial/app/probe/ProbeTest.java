package dev.perennial.app.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perennial.app.probe.Answered.Verdict;
import dev.perennial.client.RawMessages;
import dev.perennial.simulator.assume.Assumption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a probe makes of answers that the simulator does not give. */
final class ProbeTest {

    private static final String MODEL = "claude-opus-5-5";

    private final List<Question> asked = new ArrayList<>();

    private static Reaction whole(String body) {
        return new Reaction(200, "", RawMessages.parse(body), Map.of("requests", "1000"));
    }

    private static Reaction error(int status, String message) {
        return new Reaction(status, message, RawMessages.parse("{}"), Map.of());
    }

    private static Reaction thought() {
        return whole("""
                {"content":[{"type":"thinking","thinking":"","signature":"s"},
                            {"type":"text","text":"Twelve sheep, give or take one."}]}""");
    }

    /** Answers the greeting and the puzzle well and the rest with this. */
    private Map<Assumption, Answered> probe(UnaryOperator<Reaction> rest) {
        Map<Assumption, Answered> answers = new EnumMap<>(Assumption.class);
        Api api = question -> {
            asked.add(question);
            return asked.size() <= 2 ? thought() : rest.apply(thought());
        };
        new Probe(api, MODEL).run(a -> answers.put(a.assumption(), a));
        return answers;
    }

    private static Verdict verdict(Map<Assumption, Answered> answers, Assumption assumption) {
        return Objects.requireNonNull(answers.get(assumption)).verdict();
    }

    @Test
    void run_everyAssumption_isAnsweredOnceInOrder() {
        assertThat(probe(r -> r).keySet()).containsExactly(Assumption.values());
    }

    @Test
    void run_overloadedServer_decidesNothing() {
        assertThat(probe(r -> error(529, "Overloaded")).values())
                .allSatisfy(a -> assertThat(a.verdict()).isInstanceOf(Verdict.Undecided.class))
                .allSatisfy(a -> assertThat(a.isAsAssumed()).isFalse());
    }

    @Test
    void run_errorAboutSomethingElse_isNotTakenForBinding() {
        Map<Assumption, Answered> answers = probe(r -> error(400, "Your credit is used up."));

        assertThat(verdict(answers, Assumption.PREFIX_BINDING)).isInstanceOf(Verdict.Undecided.class);
        assertThat(verdict(answers, Assumption.PREFILL_WHITE_SPACE)).isInstanceOf(Verdict.Undecided.class);
    }

    @Test
    void run_otherLimits_areToldApart() {
        Map<Assumption, Answered> same = probe(r -> r);
        asked.clear();
        Map<Assumption, Answered> different = probe(r -> new Reaction(200, "", r.body(), Map.of("requests", "4000")));

        assertThat(verdict(same, Assumption.RATE_LIMITS_OF_5_5)).isEqualTo(new Verdict.Found("same"));
        assertThat(verdict(different, Assumption.RATE_LIMITS_OF_5_5)).isEqualTo(new Verdict.Found("different"));
    }

    @Test
    void run_modelThatDoesNotThink_leavesTheQuestionsAboutThinkingOpen() {
        Map<Assumption, Answered> answers = new EnumMap<>(Assumption.class);
        Api plain = question -> whole("{\"content\":[{\"type\":\"text\",\"text\":\"Twelve, I think it is.\"}]}");
        new Probe(plain, MODEL).run(a -> answers.put(a.assumption(), a));

        assertThat(verdict(answers, Assumption.PARTIAL_TURN)).isInstanceOf(Verdict.Undecided.class);
        assertThat(verdict(answers, Assumption.PREFIX_BINDING)).isInstanceOf(Verdict.Undecided.class);
        assertThat(verdict(answers, Assumption.CONSECUTIVE_USER_MESSAGES)).isEqualTo(new Verdict.Found("merged"));
    }

    @Test
    void run_requests_areSmallAndCutInTheMiddleOfAWord() {
        probe(r -> r);

        assertThat(asked).hasSizeLessThan(14);
        assertThat(asked.stream()
                        .mapToInt(q -> q.body().path("max_tokens").asInt())
                        .sum())
                .isLessThan(1_520);
        assertThat(asked.get(2).body().at("/messages/1/content/1/text").asText())
                .matches("Twelve .*\\p{L}");
    }

    @ParameterizedTest
    @CsvSource({"401,Check the key.", "404,--model", "529,later"})
    void run_serverThatRefusesEverything_saysWhatToDo(int status, String wayOut) {
        Probe probe = new Probe(question -> error(status, "No."), MODEL);

        assertThatThrownBy(() -> probe.run(a -> {}))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining(status + " No.")
                .hasMessageContaining(wayOut);
    }
}
