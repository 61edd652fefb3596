package dev.perennial.app.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.agent.Outcome;
import dev.perennial.agent.RunResult;
import dev.perennial.agent.SessionEvent;
import dev.perennial.agent.ToolCall;
import dev.perennial.agent.ToolResult;
import dev.perennial.models.TokenUsage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TranscriptFoldTest {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Instant AT = Instant.EPOCH;

    private final List<TranscriptItem> items = new ArrayList<>();
    private final TranscriptFold fold = new TranscriptFold(items::add);

    @Test
    void on_wholeBlocks_areAnswersInOrder() {
        tell(new SessionEvent.UserInput("go"), response(), thought("hm"), text("one"), text("two"), end());

        assertThat(items)
                .containsExactly(
                        new TranscriptItem.Said(AT, "go"),
                        new TranscriptItem.Thought("hm"),
                        new TranscriptItem.Answered("one"),
                        new TranscriptItem.Answered("two"));
    }

    @Test
    void on_piecesThatABlockReplaces_areNotToldBesideIt() {
        tell(response(), begun(), delta("on"), text("one"), end());

        assertThat(items).containsExactly(new TranscriptItem.Answered("one"));
    }

    @Test
    void end_answerIsHalfWritten_isThereAsFarAsItCame() {
        tell(response(), text("one"), begun(), delta("tw"));
        fold.end();

        assertThat(items)
                .startsWith(new TranscriptItem.Answered("one"), new TranscriptItem.Answered("tw"))
                .hasSize(3);
    }

    @Test
    void on_responseIsToldAgainAfterACrash_isThereOnce() {
        tell(response(), text("one"), begun(), delta("tw"), new SessionEvent.Notice("n", "beside"));
        tell(response(), text("one"), text("two"), end());

        assertThat(items)
                .containsExactly(
                        new TranscriptItem.Noted("beside"),
                        new TranscriptItem.Answered("one"),
                        new TranscriptItem.Answered("two"));
    }

    @Test
    void on_blockIsRestarted_forgetsItAndWhatFollowed() {
        tell(response(), text("one"), text("two"), new SessionEvent.Notice("n", "beside"), begun(), delta("th"));
        tell(new SessionEvent.BlockRestarted(1), begun(), delta("2"), text("2"), end());

        assertThat(items)
                .containsExactly(
                        new TranscriptItem.Answered("one"),
                        new TranscriptItem.Noted("beside"),
                        new TranscriptItem.Answered("2"));
    }

    @Test
    void on_responseBreaks_keepsWhatWasReceived() {
        ObjectNode partial = JSON.objectNode();
        partial.putArray("content").add(block("one")).add(block("tw"));
        tell(response(), text("one"), new SessionEvent.ResponseBroken(partial, "cut"));

        assertThat(items)
                .startsWith(new TranscriptItem.Answered("one"), new TranscriptItem.Answered("tw"))
                .last()
                .isInstanceOf(TranscriptItem.Noted.class);
    }

    @Test
    void on_responseBreaksWithoutAPartial_keepsWhatIsWhole() {
        tell(response(), text("one"), new SessionEvent.ResponseBroken(JSON.objectNode(), "cut"));

        assertThat(items).startsWith(new TranscriptItem.Answered("one"));
    }

    @Test
    void on_toolPrintsAndFinishes_isOneCallWithItsResult() {
        ToolResult result = ToolResult.text("out");
        tell(
                new SessionEvent.ToolStarted(call("t1")),
                new SessionEvent.ToolPrinted("t1", "o"),
                new SessionEvent.ToolFinished("t1", "bash", result));

        assertThat(items).containsExactly(new TranscriptItem.Called(call("t1"), Optional.of(result), ""));
    }

    @Test
    void end_toolStillRuns_isACallWithWhatItPrinted() {
        tell(new SessionEvent.ToolStarted(call("t1")), new SessionEvent.ToolPrinted("t1", "o"));
        fold.end();

        assertThat(items).containsExactly(new TranscriptItem.Called(call("t1"), Optional.empty(), "o"));
    }

    @Test
    void on_toolThatWasNeverStarted_hasItsInputFromTheBlock() {
        ObjectNode block =
                JSON.objectNode().put("type", "tool_use").put("id", "t1").put("name", "bash");
        block.putObject("input").put("command", "ls");
        ToolResult result = ToolResult.error("not run");
        tell(response(), new SessionEvent.BlockFinished(block), end());
        tell(new SessionEvent.ToolFinished("t1", "bash", result));

        assertThat(items).containsExactly(new TranscriptItem.Called(call("t1"), Optional.of(result), ""));
    }

    @Test
    void on_callOfAResponseThatIsToldAgain_isForgottenUnlessItRan() {
        ObjectNode block =
                JSON.objectNode().put("type", "tool_use").put("id", "t0").put("name", "bash");
        tell(response(), new SessionEvent.BlockFinished(block), response(), text("one"), end(), ended());

        assertThat(items).noneMatch(TranscriptItem.Called.class::isInstance);
    }

    @Test
    void on_callThatGotNoResultInItsRun_isThereWithoutOne() {
        ObjectNode block =
                JSON.objectNode().put("type", "tool_use").put("id", "t0").put("name", "bash");
        tell(response(), new SessionEvent.BlockFinished(block), end(), ended());

        assertThat(items).filteredOn(TranscriptItem.Called.class::isInstance).hasSize(1);
    }

    @Test
    void on_whatIsSaidMeanwhile_standsWhereItWasHandedOver() {
        tell(new SessionEvent.InputQueued("more"));
        tell(new SessionEvent.InputHandedOver(List.of("more"), false));

        assertThat(items).containsExactly(new TranscriptItem.Said(AT, "more"));
    }

    @Test
    void on_eventOfALaterVersion_isNamed() {
        tell(new SessionEvent.Unknown("hologram", JSON.objectNode()));

        assertThat(items).hasSize(1).first().asString().contains("hologram");
    }

    private void tell(SessionEvent... events) {
        for (SessionEvent event : events) {
            fold.on(AT, event);
        }
    }

    private static SessionEvent ended() {
        return new SessionEvent.RunEnded(
                new RunResult(Outcome.COMPLETE, "", "", "end_turn", TokenUsage.NONE, List.of()));
    }

    private static ToolCall call(String id) {
        return new ToolCall(id, "bash", JSON.objectNode().put("command", "ls"));
    }

    private static SessionEvent response() {
        return new SessionEvent.ResponseStarted("", JSON.objectNode());
    }

    private static SessionEvent begun() {
        return new SessionEvent.BlockStarted(JSON.objectNode());
    }

    private static SessionEvent delta(String text) {
        return new SessionEvent.TextDelta(text);
    }

    private static ObjectNode block(String text) {
        return JSON.objectNode().put("type", "text").put("text", text);
    }

    private static SessionEvent text(String text) {
        return new SessionEvent.BlockFinished(block(text));
    }

    private static SessionEvent thought(String text) {
        return new SessionEvent.BlockFinished(
                JSON.objectNode().put("type", "thinking").put("thinking", text));
    }

    private static SessionEvent end() {
        return new SessionEvent.ResponseFinished("end_turn", MissingNode.getInstance(), TokenUsage.NONE);
    }
}
