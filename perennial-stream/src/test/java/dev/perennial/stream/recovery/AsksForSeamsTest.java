package dev.perennial.stream.recovery;

import static dev.perennial.stream.recovery.Rule.R_11;
import static dev.perennial.stream.recovery.Rule.R_21;
import static dev.perennial.stream.recovery.Rule.R_23;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.simulator.manner.Manner;
import dev.perennial.simulator.text.PseudoText;
import dev.perennial.simulator.text.TextKind;
import java.util.Collections;
import org.junit.jupiter.api.Test;

/** What is asked again for the sake of a seam uses up no budget: the server answered each time. */
class AsksForSeamsTest {

    private static final String TEXT = PseudoText.of(7, TextKind.PROSE).text(20_000);

    /** Every other attempt is one that is dropped because it has no tags. */
    private static VirtualDriver run(Budgets budgets, int breaks) {
        Integer[] places = Collections.nCopies(2 * breaks - 1, 800).toArray(Integer[]::new);
        return new VirtualDriver(Recoveries.with(budgets), new Continuer(TEXT, Manner.EXACT::continuation, places))
                .run();
    }

    private static long count(VirtualDriver run, Rule rule) {
        return run.rules().stream().filter(rule::equals).count();
    }

    @Test
    void modelThatNeverUsesTheTags_isMendedTwentyTimes() {
        VirtualDriver run = run(Budgets.DEFAULT, 20);

        assertThat(run.outcome()).isInstanceOf(Outcome.Complete.class);
        assertThat(Consumer.of(run.delivered()).blocks().getFirst().text()).isEqualTo(TEXT);
        assertThat(count(run, R_21)).isEqualTo(20);
        assertThat(count(run, R_23)).isEqualTo(20);
    }

    @Test
    void breakBeyondTheBudget_isTheLast() {
        VirtualDriver run = run(Budgets.DEFAULT.withResumes(3), 4);

        assertThat(run.outcome()).isInstanceOf(Outcome.Cut.class);
        assertThat(run.rules()).containsExactly(R_21, R_23, R_21, R_23, R_21, R_23, R_11);
    }

    @Test
    void oneResume_isEnoughForAllAsksOfItsSeam() {
        Wire other = new Wire()
                .start("msg_2", 9)
                .text("Nothing of the kind was ever said here.")
                .end("end_turn", 9);

        VirtualDriver run = VirtualDriver.of(
                        Recoveries.with(Budgets.DEFAULT.withResumes(1)),
                        Answer.whole(Wire.message().openText(TEXT.substring(0, 800))),
                        Answer.whole(other))
                .run();

        assertThat(run.rules()).containsExactly(R_21, R_23, R_23);
        assertThat(run.delivered()).contains("seam unproven");
    }

    @Test
    void brokenAsks_areAttemptsWithoutProgress() {
        VirtualDriver run = VirtualDriver.of(
                        Recoveries.usual(),
                        Answer.whole(Wire.message().openText(TEXT.substring(0, 800))),
                        Answer.whole(new Wire().start("msg_2", 9)))
                .run();

        assertThat(run.rules()).containsExactly(R_21, R_21, R_21, R_11);
    }
}
