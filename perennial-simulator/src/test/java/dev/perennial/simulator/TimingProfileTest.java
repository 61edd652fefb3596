package dev.perennial.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perennial.simulator.text.TextBrain;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The times of the named profiles. */
final class TimingProfileTest {

    private static final String CACHED =
            ",\"cache_control\":{\"type\":\"ephemeral\"},\"messages\":[{\"role\":\"user\",\"content\":\"";

    static List<TimingProfile> profiles() {
        return TimingProfile.all();
    }

    private static String request(int words, int maxTokens) {
        return "{\"model\":\"claude-opus-5-5\",\"stream\":true,\"max_tokens\":" + maxTokens + CACHED
                + "word ".repeat(words) + "\"}]}";
    }

    private static Simulator simulator(TimingProfile profile, long seed) {
        return new Simulator(SimulatorSettings.builder(TextBrain.ofCharacters(100_000))
                .pace(profile)
                .seed(seed)
                .clock(new FakeClock())
                .build());
    }

    private static List<StreamStep> steps(Simulator simulator, int words) {
        return new Conversation(simulator).steps(request(words, 8_000));
    }

    private static Duration total(List<StreamStep> steps) {
        return Conversation.pauses(steps).stream().reduce(Duration.ZERO, Duration::plus);
    }

    private static Duration beforeStart(List<StreamStep> steps) {
        return steps.getFirst() instanceof StreamStep.Pause pause ? pause.duration() : Duration.ZERO;
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void stream_sameSeed_hasTheSameTimes(TimingProfile profile) {
        assertThat(steps(simulator(profile, 1), 5)).isEqualTo(steps(simulator(profile, 1), 5));
        assertThat(total(steps(simulator(profile, 2), 5))).isNotEqualTo(total(steps(simulator(profile, 1), 5)));
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void stream_longAnswer_takesAboutItsSpeedAndItsHiccups(TimingProfile profile) {
        double seconds = total(steps(simulator(profile, 3), 5)).toMillis() / 1_000.0;
        double writing = 8_000 / profile.tokensPerSecond();
        double mostHiccups = 40.0 * profile.hiccups().longest().toSeconds();

        assertThat(seconds).isBetween(writing * 0.9, writing * 1.1 + mostHiccups + 30);
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void stream_pings_keepTheirCadenceBetweenDeltas(TimingProfile profile) {
        Duration sincePing = Duration.ZERO;
        int pings = 0;
        boolean begun = false;
        for (StreamStep step : steps(simulator(profile, 4), 5)) {
            if (step instanceof StreamStep.Pause pause && begun) {
                sincePing = sincePing.plus(pause.duration());
            }
            if (step instanceof StreamStep.Frame frame) {
                begun = true;
                boolean ping = frame.event().equals("ping");
                pings += ping ? 1 : 0;
                sincePing = ping ? Duration.ZERO : sincePing;
            }
            assertThat(sincePing).isLessThanOrEqualTo(profile.pingInterval());
        }
        assertThat(pings).isGreaterThan(2);
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void start_longPrompt_takesLongerUnlessItIsCached(TimingProfile profile) {
        Simulator simulator = simulator(profile, 1);
        Duration small = beforeStart(steps(simulator, 5));
        Duration cold = beforeStart(steps(simulator, 400_000));

        assertThat(cold).isGreaterThan(small.multipliedBy(2));
    }

    @Test
    void start_cachedPrompt_isReadFaster() {
        FakeClock clock = new FakeClock();
        Simulator simulator = new Simulator(SimulatorSettings.builder(TextBrain.create())
                .pace(TimingProfile.TYPICAL)
                .clock(clock)
                .build());
        Duration cold = beforeStart(steps(simulator, 400_000));
        clock.advance(Duration.ofMinutes(1));

        assertThat(beforeStart(steps(simulator, 400_000)).multipliedBy(2)).isLessThan(cold);
    }

    @Test
    void hiccups_atPeakHours_areLongAndEndWell() {
        List<StreamStep> steps = steps(simulator(TimingProfile.CROWDED, 5), 5);

        assertThat(Conversation.pauses(steps)).anyMatch(p -> p.compareTo(Duration.ofSeconds(10)) > 0);
        assertThat(Conversation.types(Conversation.events(steps))).endsWith("message_delta", "message_stop");
    }

    @Test
    void whole_delay_isAboutTheTimeOfTheStream() {
        Simulator simulator = simulator(TimingProfile.SWIFT, 1);
        var whole = (SimulatedResponse.Whole)
                new Conversation(simulator).send(request(5, 8_000).replace("\"stream\":true,", ""));

        assertThat(whole.delay()).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(70));
    }

    @Test
    void named_everyProfile_isFound() {
        assertThat(TimingProfile.all())
                .allMatch(p -> TimingProfile.named(p.name()).equals(Optional.of(p)));
        assertThat(TimingProfile.named("warp")).isEmpty();
    }

    @Test
    void profile_impossible_isRefused() {
        assertThatThrownBy(() -> new TimingProfile.Hiccups(-1, Duration.ofSeconds(1), Duration.ofSeconds(2)))
                .hasMessageContaining("perMillionTokens");
        assertThatThrownBy(() -> new TimingProfile.Hiccups(1, Duration.ofSeconds(3), Duration.ofSeconds(2)))
                .hasMessageContaining("shortest");
    }
}
