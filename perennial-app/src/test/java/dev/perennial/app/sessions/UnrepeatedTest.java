package dev.perennial.app.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.agent.SessionEvent;
import dev.perennial.models.TokenUsage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class UnrepeatedTest {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final List<SessionEvent> heard = new ArrayList<>();
    private final Unrepeated unrepeated = new Unrepeated((seq, event) -> heard.add(event));

    @Test
    void on_piecesAndThenTheBlock_tellsEachPieceOnce() {
        tell(response(), begun(), delta("one "), delta("two"), block("one two"), end());

        assertThat(shown()).isEqualTo("one two");
    }

    @Test
    void on_blockAlone_tellsItsText() {
        tell(response(), block("one two"), end());

        assertThat(shown()).isEqualTo("one two");
    }

    @Test
    void on_somePiecesAndThenTheBlock_tellsTheRest() {
        tell(response(), begun(), delta("one "), block("one two"), end());

        assertThat(shown()).isEqualTo("one two");
    }

    @Test
    void on_blocksInARow_areTextsOfTheirOwn() {
        tell(response(), block("one"), begun(), delta("on"), block("one"), end());

        assertThat(shown()).isEqualTo("oneone");
    }

    @Test
    void on_theSameTextInTheNextResponse_isToldAgain() {
        tell(response(), block("yes"), end(), response(), block("yes"), end());

        assertThat(shown()).isEqualTo("yesyes");
    }

    @Test
    void on_responseThatIsGoneOnWithAfterACrash_isNotToldTwice() {
        tell(response(), block("one "), begun(), delta("two "), new SessionEvent.Reopened());
        tell(response(), block("one "), begun(), delta("two three"), block("two three"), end());

        assertThat(shown()).isEqualTo("one two three");
    }

    @Test
    void on_responseThatIsOtherAfterACrash_isToldAnewAndSaidToBe() {
        tell(response(), begun(), delta("Dear Sir"), response(), begun(), delta("Dear Madam"), end());

        assertThat(shown()).isEqualTo("Dear Sir\n\nDear Madam");
        assertThat(heard).filteredOn(SessionEvent.Notice.class::isInstance).hasSize(1);
    }

    @Test
    void on_blockThatIsRestartedAlike_isNotToldTwice() {
        tell(
                response(),
                begun(),
                delta("one two"),
                new SessionEvent.BlockRestarted(0),
                delta("one "),
                delta("two three"));

        assertThat(shown()).isEqualTo("one two three");
    }

    @Test
    void on_earlierBlockIsRestarted_tellsItAndWhatFollowsNotTwice() {
        tell(response(), block("one "), block("two "), begun(), delta("thr"), new SessionEvent.BlockRestarted(1));
        tell(begun(), delta("two "), block("two "), begun(), delta("three"), block("three"), end());

        assertThat(shown()).isEqualTo("one two three");
    }

    @Test
    void on_brokenResponseWhosePiecesAreGone_tellsWhatIsLeftOfIt() {
        ObjectNode partial = JSON.objectNode();
        partial.putArray("content").add(text("one ")).add(text("tw"));
        tell(response(), block("one "), new SessionEvent.ResponseBroken(partial, "cut"));

        assertThat(shown()).isEqualTo("one tw");
    }

    @Test
    void on_brokenResponseWhosePiecesWereTold_tellsNothingTwice() {
        ObjectNode partial = JSON.objectNode();
        partial.putArray("content").add(text("one ")).add(text("tw"));
        tell(response(), block("one "), begun(), delta("t"), new SessionEvent.ResponseBroken(partial, "cut"));

        assertThat(shown()).isEqualTo("one tw");
    }

    @Test
    void on_callWhosePiecesAreGone_isToldToBegin() {
        ObjectNode call =
                JSON.objectNode().put("type", "tool_use").put("id", "t1").put("name", "bash");
        tell(response(), new SessionEvent.BlockFinished(call), end());
        tell(response(), new SessionEvent.ToolCallStarted("t2", "bash"));
        tell(new SessionEvent.BlockFinished(call.deepCopy().put("id", "t2")), end());

        assertThat(heard)
                .filteredOn(SessionEvent.ToolCallStarted.class::isInstance)
                .containsExactly(
                        new SessionEvent.ToolCallStarted("t1", "bash"), new SessionEvent.ToolCallStarted("t2", "bash"));
    }

    @Test
    void on_thinkingAndText_areKeptApart() {
        tell(
                response(),
                begun(),
                new SessionEvent.ThinkingDelta("hm"),
                thought("hmm"),
                begun(),
                delta("hm"),
                block("hm"));

        assertThat(shown()).isEqualTo("hm");
        assertThat(heard)
                .filteredOn(SessionEvent.ThinkingDelta.class::isInstance)
                .containsExactly(new SessionEvent.ThinkingDelta("hm"), new SessionEvent.ThinkingDelta("m"));
    }

    private void tell(SessionEvent... events) {
        for (SessionEvent event : events) {
            unrepeated.on(1, event);
        }
    }

    private String shown() {
        StringBuilder shown = new StringBuilder();
        for (SessionEvent event : heard) {
            if (event instanceof SessionEvent.TextDelta delta) {
                shown.append(delta.text());
            }
        }
        return shown.toString();
    }

    private static SessionEvent response() {
        return new SessionEvent.ResponseStarted("req_1", JSON.objectNode());
    }

    private static SessionEvent begun() {
        return new SessionEvent.BlockStarted(JSON.objectNode());
    }

    private static SessionEvent delta(String text) {
        return new SessionEvent.TextDelta(text);
    }

    private static SessionEvent block(String text) {
        return new SessionEvent.BlockFinished(text(text));
    }

    private static SessionEvent thought(String text) {
        return new SessionEvent.BlockFinished(
                JSON.objectNode().put("type", "thinking").put("thinking", text));
    }

    private static SessionEvent end() {
        return new SessionEvent.ResponseFinished("end_turn", MissingNode.getInstance(), TokenUsage.NONE);
    }

    private static ObjectNode text(String text) {
        return JSON.objectNode().put("type", "text").put("text", text);
    }
}
