package dev.perennial.stream.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perennial.stream.clocks.GapCounts;
import dev.perennial.stream.clocks.Phase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is told of all gaps of an attempt, short ones too. */
class PaceTest {

    private static final Wire ANSWER =
            Wire.message().text("Hello", " world", " and", " all").end("end_turn", 5);

    private static final Duration BRIEF = Duration.ofMillis(40);

    /** Deltas that come one after the other, with a pause before each. */
    private static Answer paced(Duration... pauses) {
        Wire begun = Wire.message().openText("Hello");
        Answer answer = Answer.of(begun);
        String[] words = {" world", " and", " all"};
        for (int i = 0; i < pauses.length; i++) {
            answer.pause(pauses[i]).then(text(words[i]));
        }
        return answer;
    }

    private static String text(String said) {
        return "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,"
                + "\"delta\":{\"type\":\"text_delta\",\"text\":\"" + said + "\"}}\n\n";
    }

    private static VirtualDriver run(Answer... answers) {
        return VirtualDriver.of(Recoveries.usual(), answers).run();
    }

    private static GapCounts of(Phase phase, StreamEvent.Pace pace) {
        return pace.gaps().stream().filter(g -> g.phase() == phase).findFirst().orElseThrow();
    }

    @Test
    void attemptThatBreaks_tellsItsGapsByTheirLength() {
        VirtualDriver run = run(paced(BRIEF, Duration.ofSeconds(3), BRIEF).end(HowEnded.RESET), Answer.whole(ANSWER));

        StreamEvent.Pace first = run.paces().getFirst();
        assertThat(first.attempt()).isEqualTo(1);
        assertThat(of(Phase.TEXT, first).steps())
                .contains(new GapCounts.Step(2, BRIEF.multipliedBy(2)), new GapCounts.Step(1, Duration.ofSeconds(3)));
    }

    @Test
    void eachAttempt_tellsOnce_whatItHad() {
        VirtualDriver run = run(paced(BRIEF).end(HowEnded.RESET), Answer.whole(ANSWER));

        assertThat(run.paces()).extracting(StreamEvent.Pace::attempt).doesNotHaveDuplicates();
        assertThat(run.paces()).hasSize(run.calls().size());
    }

    @Test
    void gapThatAStallCutOff_isNone() {
        VirtualDriver run = run(paced(BRIEF).pings(100, Duration.ofSeconds(10)), Answer.whole(ANSWER));

        assertThat(of(Phase.TEXT, run.paces().getFirst()).steps())
                .allSatisfy(step -> assertThat(step.mean()).isLessThanOrEqualTo(BRIEF));
    }

    @Test
    void attemptWithoutAnyProgress_tellsNothing() {
        VirtualDriver run = run(new Answer().end(HowEnded.RESET), Answer.whole(ANSWER));

        assertThat(run.paces()).extracting(StreamEvent.Pace::attempt).containsExactly(2);
    }

    @Test
    void gapAsLongAsAStep_belongsToIt_andALongerOneToTheNext() {
        GapTally tally = new GapTally();
        tally.add(Phase.TEXT, Duration.ofMillis(10).toNanos());
        tally.add(Phase.TEXT, Duration.ofMillis(10).toNanos() + 1);
        tally.add(Phase.THINKING, Duration.ofHours(1).toNanos());

        List<GapCounts> taken = tally.take();

        assertThat(taken).extracting(GapCounts::phase).containsExactly(Phase.TEXT, Phase.THINKING);
        assertThat(taken.getFirst().steps()).hasSize(2);
        assertThat(taken.getFirst().count()).isEqualTo(2);
        assertThat(taken.getLast().steps()).containsExactly(new GapCounts.Step(1, Duration.ofHours(1)));
        assertThat(tally.take()).isEmpty();
    }

    @Test
    void step_withoutGaps_isRefused() {
        assertThatThrownBy(() -> new GapCounts.Step(0, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("count is 0");
    }
}
