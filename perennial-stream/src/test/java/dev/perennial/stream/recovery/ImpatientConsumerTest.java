package dev.perennial.stream.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perennial.stream.recovery.Delivery.Showing;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Consumers that give up on a stream of nothing but pings get what there is before they do. */
class ImpatientConsumerTest {

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private static final RecoverySettings SETTINGS = RecoverySettings.DEFAULT
            .withDelivery(new Delivery(Showing.HELD, Showing.HELD, Showing.HELD, false))
            .withConsumerPatience(PATIENCE);

    private static VirtualDriver run(Answer... answers) {
        return VirtualDriver.of(Recoveries.with(SETTINGS), answers).run();
    }

    /** What is there, the same delta every twenty seconds for nearly seven minutes, then the rest and a reset. */
    private static VirtualDriver slowly(Wire wire, UnaryOperator<Wire> delta, UnaryOperator<Wire> rest) {
        Answer answer = Answer.stream().then(wire.bytes());
        for (int i = 0; i < 20; i++) {
            wire.clear();
            answer = answer.pause(Duration.ofSeconds(20)).then(delta.apply(wire).bytes());
        }
        wire.clear();
        return run(answer.then(rest.apply(wire).bytes()).end(HowEnded.RESET));
    }

    @Test
    void thinkingThatTakesLong_growsInSightFromThenOn() {
        VirtualDriver run = slowly(
                Wire.message().openThinking("Hm"),
                wire -> wire.delta("{\"type\":\"thinking_delta\",\"thinking\":\" hm\"}"),
                wire -> wire.sign("sig").text("Hi").end("end_turn", 9));

        assertThat(run.outcome()).isInstanceOf(Outcome.Complete.class);
        assertThat(run.calls()).hasSize(1);
        assertThat(Folded.of(run.delivered()).types()).containsExactly("thinking", "text");
    }

    @Test
    @Cell(Rule.R_09)
    void callThatTakesLong_andIsCutThen_isNotClosed() {
        VirtualDriver run = slowly(Wire.message().openCall("toolu_1", "{\"a"), wire -> wire.input("b"), wire -> wire);

        assertThat(run.rules()).containsExactly(Rule.R_09);
        assertThat(run.outcome()).isInstanceOf(Outcome.Cut.class);
        assertThat(run.events()).contains("toolu_1").doesNotContain("content_block_stop", "message_delta");
    }

    @Test
    void callThatTakesLong_isWholeInTheEnd() {
        VirtualDriver run = slowly(
                Wire.message().openCall("toolu_1", "{\"a"),
                wire -> wire.input("b"),
                wire -> wire.input("\":1}").stop().end("tool_use", 9));

        assertThat(run.outcome()).isInstanceOf(Outcome.Complete.class);
        assertThat(run.events()).contains("toolu_1", "tool_use");
    }

    @Test
    void firstAttemptThatIsSilentByItself_isLeftAlone() {
        Wire wire = Wire.message();
        Answer silent = Answer.stream()
                .then(wire.block("{\"type\":\"server_tool_use\",\"id\":\"s\",\"name\":\"web_search\",\"input\":{}}"))
                .pings(40, Duration.ofSeconds(15));
        wire.clear();
        silent.then(wire.stop().serverResult("s").text("Hi").end("end_turn", 9)).end(HowEnded.CLEAN);

        VirtualDriver run = run(silent);

        assertThat(run.outcome()).isInstanceOf(Outcome.Complete.class);
        assertThat(run.calls()).hasSize(1);
    }

    @Test
    void messageThatIsMended_andBringsNothing_endsBeforeTheConsumerDoes() {
        Answer stalled = Answer.stream().then(Wire.message()).pings(100, Duration.ofSeconds(15));

        VirtualDriver run = run(stalled, stalled, stalled, stalled);

        assertThat(run.outcome()).isInstanceOf(Outcome.BudgetSpent.class);
        assertThat(run.elapsed()).isBetween(PATIENCE.minusSeconds(1), PATIENCE.plusSeconds(1));
    }

    @Test
    void patience_notPositive_isRefused() {
        assertThatThrownBy(() -> SETTINGS.withConsumerPatience(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("consumerPatience");
    }
}
