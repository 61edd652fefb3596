package dev.perennial.stream.clocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One test for each thing that patience depends on. */
class LearnedClocksTest {

    private static final String ORIGIN = "api.example";
    private static final ClockKey TEXT = new ClockKey(ORIGIN, "claude", "", Phase.TEXT, 0);
    private static final Duration USUAL = Duration.ofMillis(40);
    private static final Duration FLOOR = Duration.ofSeconds(12);
    private static final Duration COLD = Duration.ofSeconds(25);

    private final AtomicLong now = new AtomicLong();
    private final Timings timings = new Timings(now::get);
    private final LearnedClocks clocks = clocks(Set.of());

    private LearnedClocks clocks(Set<Phase> exact) {
        return new LearnedClocks(timings, ORIGIN, FixedThresholds.DEFAULT, exact);
    }

    private MessageClocks message() {
        return message(1_000);
    }

    private MessageClocks message(long bytes) {
        return clocks.begin(new Clocks.Request("claude", "", bytes));
    }

    private void went(MessageClocks message, Phase phase, Duration gap, int times) {
        for (int i = 0; i < times; i++) {
            now.addAndGet(gap.toNanos());
            message.went(phase, gap.toNanos());
        }
    }

    private void wholeText(Duration gap, int times) {
        MessageClocks message = message();
        went(message, Phase.TEXT, gap, times);
        message.ended();
    }

    private Duration text() {
        return message().progress(Phase.TEXT, 1).orElseThrow();
    }

    private Limit.Reason reason() {
        return clocks.limit(TEXT).reason();
    }

    @Test
    void untilEnoughWasSeen_theFixedTimesApply() {
        wholeText(USUAL, Timings.ENOUGH - 1);

        assertThat(text()).isEqualTo(COLD);
        assertThat(reason()).isEqualTo(Limit.Reason.FEW_SEEN);
    }

    @Test
    void evenGaps_makeForTheFloor() {
        wholeText(USUAL, 10_000);

        assertThat(text()).isEqualTo(FLOOR);
        assertThat(reason()).isEqualTo(Limit.Reason.FLOOR);
    }

    @Test
    void patience_isFourTimesWhatNearlyAllGapsWere() {
        wholeText(Duration.ofSeconds(6), 10_000);

        assertThat(text()).isBetween(Duration.ofSeconds(24), Duration.ofSeconds(30));
        assertThat(reason()).isEqualTo(Limit.Reason.LEARNED);
    }

    @Test
    void pausesTooRareForThat_countIfThereWereSome() {
        for (int i = 0; i < 10; i++) {
            wholeText(USUAL, 5_000);
            wholeText(Duration.ofSeconds(8), 1);
        }

        assertThat(text()).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(25));
    }

    @Test
    void longGaps_makeForTheCeiling() {
        wholeText(Duration.ofSeconds(20), 2_000);

        assertThat(text()).isEqualTo(Duration.ofSeconds(60));
        assertThat(reason()).isEqualTo(Limit.Reason.CEILING);
    }

    @Test
    void aStreamThatIsSlow_isWaitedForLonger() {
        wholeText(USUAL, 10_000);
        MessageClocks slow = message();
        went(slow, Phase.TEXT, USUAL.multipliedBy(5), 500);

        assertThat(slow.progress(Phase.TEXT, 1).orElseThrow()).isGreaterThan(Duration.ofSeconds(40));
    }

    @Test
    void whenAllAreSlow_aNewStreamIsWaitedForLonger() {
        wholeText(USUAL, 50_000);
        wholeText(USUAL.multipliedBy(5), 600);

        assertThat(text()).isGreaterThan(Duration.ofSeconds(40));
        assertThat(reason()).isEqualTo(Limit.Reason.SLOW);
    }

    @Test
    void streamsThatAreTwiceAsSlowAsOthers_areNothingUnusual() {
        wholeText(USUAL, 50_000);
        wholeText(USUAL.multipliedBy(2), 600);

        assertThat(text()).isEqualTo(FLOOR);
    }

    @Test
    void gapsThatWereCutOff_makeNobodyNervous() {
        wholeText(Duration.ofSeconds(6), 10_000);
        Duration before = text();

        for (int i = 0; i < 200; i++) {
            message().stalled(Phase.TEXT, before.toNanos());
            for (int j = 0; j < 20; j++) {
                wholeText(USUAL, 1);
            }
        }

        assertThat(text()).isGreaterThanOrEqualTo(before);
    }

    @Test
    void anIncident_teachesNothing_andShortensNothing() {
        wholeText(USUAL, 10_000);
        for (int i = 0; i < 4; i++) {
            message().stalled(Phase.TEXT, COLD.toNanos());
        }
        double before = count();

        wholeText(USUAL.multipliedBy(2), 100);
        message().stalled(Phase.TEXT, COLD.toNanos());

        assertThat(reason()).isEqualTo(Limit.Reason.INCIDENT);
        assertThat(text()).isEqualTo(COLD);
        assertThat(count()).isLessThanOrEqualTo(before);
    }

    @Test
    void anIncident_isOver_whenStreamsEndAgain_orTenMinutesAfterTheLastStall() {
        wholeText(USUAL, 10_000);
        for (int i = 0; i < 4; i++) {
            message().stalled(Phase.TEXT, COLD.toNanos());
        }
        assertThat(reason()).isEqualTo(Limit.Reason.INCIDENT);

        now.addAndGet(Duration.ofMinutes(10).toNanos());

        assertThat(reason()).isEqualTo(Limit.Reason.FLOOR);
    }

    @Test
    void wholeMessages_endAnIncident() {
        wholeText(USUAL, 10_000);
        for (int i = 0; i < 4; i++) {
            message().stalled(Phase.TEXT, COLD.toNanos());
        }

        for (int i = 0; i < 15; i++) {
            wholeText(USUAL, 1);
        }

        assertThat(reason()).isEqualTo(Limit.Reason.FLOOR);
    }

    private double count() {
        return timings.learned().stream()
                .filter(g -> g.key().equals(TEXT))
                .mapToDouble(LearnedGaps::count)
                .sum();
    }

    @Test
    void whatWasLearned_fadesWhileThereAreOthers() {
        wholeText(Duration.ofSeconds(20), 2_000);
        for (int hour = 0; hour < 100; hour++) {
            for (int part = 0; part < 10; part++) {
                now.addAndGet(Duration.ofMinutes(6).toNanos());
                wholeText(USUAL, 400);
            }
        }

        assertThat(text()).isEqualTo(FLOOR);
    }

    @Test
    void aLongPause_fadesNothing() {
        wholeText(USUAL, 2_000);

        now.addAndGet(Duration.ofDays(30).toNanos());
        wholeText(USUAL, 100);

        assertThat(count()).isGreaterThan(2_000);
    }

    @Test
    void aTimeThatWasSet_isNeverChanged() {
        wholeText(USUAL, 10_000);

        LearnedClocks set = clocks(Set.of(Phase.TEXT));

        assertThat(set.begin(new Clocks.Request("claude", "", 1)).progress(Phase.TEXT, 1))
                .contains(COLD);
        assertThat(set.limit(TEXT).reason()).isEqualTo(Limit.Reason.SET);
    }

    @Test
    void models_efforts_andServers_areKeptApart() {
        wholeText(USUAL, 10_000);

        assertThat(clocks.begin(new Clocks.Request("other", "", 1)).progress(Phase.TEXT, 1))
                .contains(COLD);
        assertThat(clocks.begin(new Clocks.Request("claude", "max", 1)).progress(Phase.TEXT, 1))
                .contains(COLD);
        assertThat(new LearnedClocks(timings, "elsewhere", FixedThresholds.DEFAULT, Set.of())
                        .begin(new Clocks.Request("claude", "", 1))
                        .progress(Phase.TEXT, 1))
                .contains(COLD);
    }

    @Test
    void theFirstToken_isWaitedForByWhatTheInputTurnedOutToBe() {
        for (int i = 0; i < 1_100; i++) {
            MessageClocks small = message();
            small.input(100);
            went(small, Phase.FIRST_TOKEN, Duration.ofSeconds(1), 1);
            MessageClocks large = message(4_000_000);
            large.input(900_000);
            went(large, Phase.FIRST_TOKEN, Duration.ofSeconds(40), 1);
            small.ended();
            large.ended();
        }
        MessageClocks cached = message(4_000_000);
        assertThat(cached.progress(Phase.FIRST_TOKEN, 1).orElseThrow()).isGreaterThan(Duration.ofSeconds(150));

        cached.input(100);

        assertThat(cached.progress(Phase.FIRST_TOKEN, 1)).contains(Duration.ofSeconds(60));
    }

    @Test
    void thinkingAndCalls_areNeverWaitedForLess_howeverEvenTheyWere() {
        MessageClocks message = message();
        went(message, Phase.THINKING, USUAL, 10_000);
        went(message, Phase.TOOL_INPUT, USUAL, 10_000);
        went(message, Phase.SERVER_TOOL, USUAL, 10_000);
        message.ended();

        assertThat(message.progress(Phase.THINKING, 1)).contains(Duration.ofMinutes(15));
        assertThat(message.progress(Phase.TOOL_INPUT, 1)).contains(Duration.ofSeconds(90));
        assertThat(message.progress(Phase.SERVER_TOOL, 1)).contains(Duration.ofMinutes(15));
    }

    @Test
    void aLaterHead_ofAServerThatAlwaysTakesLong_isWaitedForToo() {
        MessageClocks message = message();
        went(message, Phase.HEAD, Duration.ofSeconds(30), 2_000);
        message.ended();

        assertThat(message.progress(Phase.HEAD, 1).orElseThrow()).isGreaterThan(Duration.ofSeconds(60));
        assertThat(message.progress(Phase.HEAD, 2).orElseThrow())
                .isBetween(Duration.ofSeconds(60), Duration.ofSeconds(75));
    }

    @Test
    void whatIsSavedAndRead_isTheSame() {
        wholeText(USUAL, 10_000);
        Timings read = new Timings(now::get);

        read.replace(Timings.merged(List.of(), Duration.ZERO, timings.takeUnsaved()));

        assertThat(read.learned()).isEqualTo(timings.learned());
        assertThat(timings.takeUnsaved()).isEmpty();
        assertThat(read.takeUnsaved()).isEmpty();
    }

    @Test
    void twoThatSave_learnFromEachOther_andNothingTwice() {
        Timings other = new Timings(now::get);
        wholeText(USUAL, 1_000);
        List<LearnedGaps> saved = Timings.merged(List.of(), Duration.ZERO, timings.takeUnsaved());
        other.replace(saved);
        MessageClocks elsewhere = new LearnedClocks(other, ORIGIN, FixedThresholds.DEFAULT, Set.of())
                .begin(new Clocks.Request("claude", "", 1));
        went(elsewhere, Phase.TEXT, USUAL, 500);
        elsewhere.ended();
        wholeText(USUAL, 300);

        List<LearnedGaps> both = Timings.merged(saved, Duration.ZERO, other.takeUnsaved());
        timings.replace(both);

        assertThat(count()).isBetween(1_795.0, 1_800.0);
    }

    @Test
    void whatCouldNotBeSaved_isTakenAgain() {
        wholeText(USUAL, 100);
        List<LearnedGaps> unsaved = timings.takeUnsaved();

        timings.giveBack(unsaved);

        assertThat(timings.takeUnsaved()).isEqualTo(unsaved);
        assertThat(Math.round(count())).isEqualTo(100);
    }

    @Test
    void gapsThatWereCutOff_neverMakeALimitLongerThanTheFixedOne() {
        for (int i = 0; i < 20_000; i++) {
            MessageClocks message = message();
            message.input(100);
            if (i % 200 == 0) {
                message.stalled(
                        Phase.FIRST_TOKEN,
                        message.progress(Phase.FIRST_TOKEN, 1).orElseThrow().toNanos());
            } else {
                went(message, Phase.FIRST_TOKEN, Duration.ofMillis(800), 1);
                message.ended();
            }
        }

        assertThat(message().progress(Phase.FIRST_TOKEN, 1).orElseThrow())
                .isLessThanOrEqualTo(FixedThresholds.DEFAULT.firstToken());
    }

    @Test
    void aPause_makesNoStreamSlow() {
        wholeText(USUAL, 10_000);
        MessageClocks message = message();
        went(message, Phase.TEXT, USUAL, 100);
        went(message, Phase.TEXT, Duration.ofSeconds(8), 1);

        assertThat(message.progress(Phase.TEXT, 1).orElseThrow()).isLessThan(Duration.ofSeconds(13));
    }

    @Test
    void anIncidentOfLongAgo_isNotRevivedByOneStall() {
        wholeText(USUAL, 10_000);
        for (int i = 0; i < 4; i++) {
            message().stalled(Phase.TEXT, COLD.toNanos());
        }
        now.addAndGet(Duration.ofHours(4).toNanos());

        message().stalled(Phase.TEXT, COLD.toNanos());

        assertThat(reason()).isEqualTo(Limit.Reason.FLOOR);
    }

    @Test
    void namesThatAreMadeUp_takeNoRoom() {
        for (int i = 0; i < 10_000; i++) {
            clocks.begin(new Clocks.Request("model-" + i, "", 1)).progress(Phase.TEXT, 1);
        }
        clocks.begin(new Clocks.Request("m".repeat(100_000), "", 1)).went(Phase.TEXT, 1);
        wholeText(USUAL, 10_000);

        assertThat(timings.learned()).hasSize(1);
        assertThat(text()).isEqualTo(FLOOR);
    }

    @ParameterizedTest
    @CsvSource({
        "https://api.anthropic.com, api.anthropic.com",
        "https://API.Anthropic.com:443/v1, api.anthropic.com",
        "http://127.0.0.1:7430/x/v1?y#z, 127.0.0.1:7430",
        "http://llm.example:80, llm.example",
        "https://user:s3cret@llm.example/v1, llm.example",
        "https://user:p@ss@llm.example:8443, llm.example:8443",
        "llm.example, llm.example"
    })
    void anOrigin_isHostAndPort_andNeverAPassword(String url, String origin) {
        assertThat(ClockSource.origin(url)).isEqualTo(origin);
    }

    @Test
    void ofTooManyKinds_thoseWithTheFewestGapsGo() {
        for (int i = 0; i < 5_000; i++) {
            MessageClocks message = clocks.begin(new Clocks.Request("model-" + i, "", 1));
            went(message, Phase.TEXT, USUAL, 2);
            message.ended();
        }

        wholeText(USUAL, 10_000);

        assertThat(timings.learned()).hasSizeLessThanOrEqualTo(2_000);
        assertThat(text()).isEqualTo(FLOOR);
    }

    @Test
    void countsThatAreNone_areRefused() {
        List<Double> none = List.of();

        assertThatThrownBy(() -> new LearnedGaps(TEXT, List.of(-1.0), none, 0)).hasMessageContaining("ended has -1.0");
        assertThatThrownBy(() -> new LearnedGaps(TEXT, none, List.of(Double.NaN), 0))
                .hasMessageContaining("cutOff has NaN");
        assertThatThrownBy(() -> new ClockKey(ORIGIN, "claude", "", Phase.SENDING, 0))
                .hasMessageContaining("SENDING");
        assertThatThrownBy(() -> new LearnedGaps(TEXT, none, none, Double.POSITIVE_INFINITY))
                .hasMessageContaining("seconds is Infinity");
        assertThatThrownBy(() -> new ClockKey(ORIGIN, "claude", "", Phase.HEAD, 5))
                .hasMessageContaining("size is 5");
    }
}
