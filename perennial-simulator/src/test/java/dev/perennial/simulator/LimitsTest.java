package dev.perennial.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perennial.simulator.limit.Limits;
import dev.perennial.simulator.limit.Meter;
import dev.perennial.simulator.limit.Ramp;
import dev.perennial.simulator.limit.Rates;
import dev.perennial.simulator.limit.SpendLimit;
import dev.perennial.simulator.text.TextBrain;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests that run into rate limits. */
final class LimitsTest {

    private static final Limits ROOMY = Limits.of(1_000, 1_000_000, 1_000_000);

    private final FakeClock clock = new FakeClock();

    private Simulator simulator(Limits limits) {
        return new Simulator(SimulatorSettings.builder(TextBrain.ofCharacters(400))
                .clock(clock)
                .limits(limits)
                .build());
    }

    private Conversation conversation(Limits limits) {
        return new Conversation(simulator(limits));
    }

    private static String request(String model, String words, String more) {
        return "{\"model\":\"" + model + "\",\"max_tokens\":5000" + more
                + ",\"messages\":[{\"role\":\"user\",\"content\":\"" + words + "\"}]}";
    }

    private static final String HELLO = request("claude-opus-5-5", "Hello", "");

    private static String header(SimulatedResponse response, String name) {
        return response.headers().first(name).orElse("none");
    }

    private static String error(SimulatedResponse response) {
        return Conversation.json(((SimulatedResponse.Whole) response).body())
                .path("error")
                .toString();
    }

    @Test
    void requests_moreThanTheLimit_are429UntilTheBucketRefills() {
        Conversation one = conversation(Limits.of(2, 1_000_000, 1_000_000));
        one.send(HELLO);
        one.send(HELLO);
        SimulatedResponse refused = one.send(HELLO);

        assertThat(refused.status()).isEqualTo(429);
        assertThat(error(refused)).contains("rate_limit_error", "rate limit of 2 requests per minute");
        assertThat(header(refused, "retry-after")).isEqualTo("30");
        assertThat(header(refused, "anthropic-ratelimit-requests-remaining")).isEqualTo("0");
        clock.advance(Duration.ofSeconds(29));
        assertThat(one.send(HELLO).status()).isEqualTo(429);
        clock.advance(Duration.ofSeconds(1));
        assertThat(one.send(HELLO).status()).isEqualTo(200);
    }

    @Test
    void requests_shortWindow_refusesBurstsThatTheMinuteWouldHold() {
        Conversation one = conversation(Limits.of(60, 1_000_000, 1_000_000).withRequestWindow(Duration.ofSeconds(1)));

        assertThat(one.send(HELLO).status()).isEqualTo(200);
        assertThat(one.send(HELLO).status()).isEqualTo(429);
        clock.advance(Duration.ofSeconds(1));
        assertThat(one.send(HELLO).status()).isEqualTo(200);
    }

    @Test
    void refused_whetherItCounts_isASwitch() {
        for (boolean counted : new boolean[] {true, false}) {
            Conversation one = conversation(Limits.of(10, 1_000, 1_000_000).withRefusedCount(counted));
            one.send(request("claude-opus-5-5", "word ".repeat(900), ""));
            SimulatedResponse refused = one.send(request("claude-opus-5-5", "word ".repeat(900), ""));

            assertThat(refused.status()).isEqualTo(429);
            assertThat(header(refused, "anthropic-ratelimit-requests-remaining"))
                    .isEqualTo(counted ? "8" : "9");
        }
    }

    @Test
    void input_estimateIsPutRightWhenTheAnswerBegins() {
        Simulator simulator = simulator(ROOMY);
        Conversation one = new Conversation(simulator);
        int counted = one.whole(request("claude-opus-5-5", "word ".repeat(3_000), ""))
                .path("usage")
                .path("input_tokens")
                .asInt();

        assertThat(remaining(simulator, Meter.INPUT_TOKENS)).isEqualTo(1_000_000 - counted);
    }

    private static long remaining(Simulator simulator, Meter meter) {
        return simulator.limits().levels().stream()
                .filter(l -> l.meter() == meter)
                .findFirst()
                .orElseThrow()
                .remaining();
    }

    @Test
    void input_fromTheCache_isFree() {
        Simulator simulator = simulator(ROOMY);
        Conversation one = new Conversation(simulator);
        String cached =
                request("claude-opus-5-5", "word ".repeat(3_000), ",\"cache_control\":{\"type\":\"ephemeral\"}");
        one.whole(cached);
        long after = remaining(simulator, Meter.INPUT_TOKENS);
        one.whole(cached);

        assertThat(after).isLessThan(999_000);
        assertThat(remaining(simulator, Meter.INPUT_TOKENS)).isEqualTo(after);
    }

    @Test
    void input_moreThanTheBucketHolds_isLetInWhenItIsFull() {
        Conversation one = conversation(Limits.of(1_000, 500, 1_000_000));
        String large = request("claude-opus-5-5", "word ".repeat(2_000), "");

        assertThat(one.send(large).status()).isEqualTo(200);
        assertThat(header(one.send(HELLO), "retry-after")).isNotEqualTo("none");
        clock.advance(Duration.ofMinutes(2));
        assertThat(one.send(large).status()).isEqualTo(200);
    }

    @Test
    void output_isChargedAsItIsGenerated() {
        Simulator simulator = simulator(ROOMY);
        Conversation one = new Conversation(simulator);
        var stream = (SimulatedResponse.Stream) one.send(request("claude-opus-5-5", "Hi", ",\"stream\":true"));
        assertThat(remaining(simulator, Meter.OUTPUT_TOKENS)).isEqualTo(1_000_000);
        for (int i = 0; i < 10; i++) {
            stream.steps().next();
        }
        long half = remaining(simulator, Meter.OUTPUT_TOKENS);
        stream.steps().forEachRemaining(step -> {});

        assertThat(half).isBetween(999_960L, 999_980L);
        assertThat(remaining(simulator, Meter.OUTPUT_TOKENS)).isLessThan(half);
    }

    @Test
    void output_maxTokensDoesNotCount_butWhatWasGeneratedDoes() {
        Conversation one = conversation(Limits.of(1_000, 1_000_000, 100));

        assertThat(one.send(HELLO).status()).isEqualTo(200);
        assertThat(error(one.send(HELLO))).contains("100 output tokens per minute");
    }

    @Test
    void classes_andCredentials_haveBucketsOfTheirOwn() {
        Simulator simulator = simulator(Limits.of(1, 1_000_000, 1_000_000));
        Conversation one = new Conversation(simulator);
        one.send(HELLO);

        assertThat(one.send(HELLO).status()).isEqualTo(429);
        assertThat(one.send(request("claude-sonnet-5-5", "Hello", "")).status()).isEqualTo(200);
        assertThat(new Conversation(simulator, "two").send(HELLO).status()).isEqualTo(200);
    }

    @Test
    void headers_tellLimitsRoundedRemainderAndReset() {
        Conversation one = conversation(Limits.of(60, 100_000, 30_000));
        one.send(request("claude-opus-5-5", "word ".repeat(3_000), ""));
        SimulatedResponse response = one.send(HELLO);

        assertThat(header(response, "anthropic-ratelimit-requests-limit")).isEqualTo("60");
        assertThat(header(response, "anthropic-ratelimit-requests-remaining")).isEqualTo("58");
        assertThat(header(response, "anthropic-ratelimit-requests-reset")).isEqualTo("2026-11-20T12:00:02Z");
        assertThat(header(response, "anthropic-ratelimit-input-tokens-limit")).isEqualTo("100000");
        assertThat(header(response, "anthropic-ratelimit-input-tokens-remaining"))
                .endsWith("000")
                .isNotEqualTo("100000");
        assertThat(header(response, "anthropic-ratelimit-tokens-limit"))
                .describedAs("the most restrictive")
                .isEqualTo("30000");
    }

    @Test
    void ramp_sharpIncrease_isRefusedWithItsCode() {
        Conversation one = conversation(ROOMY.withRamp(new Ramp(Duration.ofSeconds(10), 20, 2)));
        one.send(HELLO);
        SimulatedResponse refused = one.send(request("claude-opus-5-5", "word ".repeat(500), ""));

        assertThat(refused.status()).isEqualTo(429);
        assertThat(error(refused)).contains("\"error_code\":\"ramp_limit_exceeded\"");
        assertThat(header(refused, "retry-after")).isEqualTo("10");
        clock.advance(Duration.ofSeconds(10));
        assertThat(one.send(HELLO).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"ENFORCED,enforced_spend_limit_reached", "CONTRACT,contract_spend_limit_reached"})
    void spendLimit_isFutile_soThereIsNoRetryAfter(SpendLimit limit, String code) {
        SimulatedResponse refused = conversation(Limits.OFF.withSpend(limit)).send(HELLO);

        assertThat(refused.status()).isEqualTo(429);
        assertThat(error(refused)).contains(code);
        assertThat(header(refused, "retry-after")).isEqualTo("none");
    }

    @Test
    void ramp_withoutOtherLimits_isInForceToo() {
        Ramp steep = new Ramp(Duration.ofSeconds(10), 10, 2);
        Conversation one = conversation(Limits.OFF.withRamp(steep));
        one.send(HELLO);
        SimulatedResponse refused = one.send(HELLO);

        assertThat(error(refused)).contains("ramp_limit_exceeded");
        assertThat(header(refused, "anthropic-ratelimit-requests-limit")).isEqualTo("none");
    }

    @Test
    void set_foreignTraffic_doesNotUseWhatWasBefore() {
        Simulator simulator = simulator(ROOMY);
        Conversation one = new Conversation(simulator);
        one.send(HELLO);
        clock.advance(Duration.ofMinutes(1));
        simulator.limits().set(ROOMY.withForeign(new Rates(2_000, 0, 0)));

        assertThat(header(one.send(HELLO), "anthropic-ratelimit-requests-remaining"))
                .isEqualTo("999");
    }

    @Test
    void foreignTraffic_usesTheSameLimit() {
        Conversation one = conversation(Limits.of(60, 1_000_000, 1_000_000).withForeign(new Rates(120, 0, 0)));
        one.send(HELLO);
        clock.advance(Duration.ofSeconds(30));

        assertThat(header(one.send(HELLO), "anthropic-ratelimit-requests-remaining"))
                .isEqualTo("28");
    }

    @Test
    void withdraw_takesFromBucketsInUse() {
        Simulator simulator = simulator(Limits.of(60, 1_000_000, 1_000_000));
        new Conversation(simulator).send(HELLO);
        simulator.limits().withdraw("opus-5-5", Meter.REQUESTS, 1_000);

        assertThat(remaining(simulator, Meter.REQUESTS)).isZero();
        assertThat(new Conversation(simulator).send(HELLO).status()).isEqualTo(429);
        assertThatThrownBy(() -> simulator.limits().withdraw(Limits.OTHERS, Meter.REQUESTS, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void set_whileRunning_holdsFromTheNextRequestOn() {
        Simulator simulator = simulator(Limits.OFF);
        Conversation one = new Conversation(simulator);
        one.send(HELLO);
        simulator.limits().set(Limits.of(1, 1_000, 1_000));
        one.send(HELLO);
        assertThat(one.send(HELLO).status()).isEqualTo(429);
        simulator.limits().set(Limits.OFF);
        assertThat(one.send(HELLO).status()).isEqualTo(200);
    }

    @Test
    void refusedRequest_badRequestsAndBrainFailures_giveTheirTokensBack() {
        Simulator simulator = new Simulator(SimulatorSettings.builder(prompt -> {
                    throw new ApiErrorException(new ApiError(529, "overloaded_error", "Overloaded"));
                })
                .clock(clock)
                .limits(ROOMY)
                .build());
        new Conversation(simulator).send(HELLO);

        assertThat(remaining(simulator, Meter.INPUT_TOKENS)).isEqualTo(1_000_000);
    }
}
