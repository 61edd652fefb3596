package dev.perennial.stream.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Collections;
import org.junit.jupiter.api.Test;

/** What is held back goes in one piece, once nothing of it can turn out to be cut, or to be of no use. */
class HeldBlocksTest {

    private static VirtualDriver run(Wire... attempts) {
        return run(Recoveries.BODY, attempts);
    }

    private static VirtualDriver run(String body, Wire... attempts) {
        Answer[] answers = Arrays.stream(attempts).map(Answer::whole).toArray(Answer[]::new);
        return VirtualDriver.of(Recoveries.of(body), answers).run();
    }

    @Test
    void wholeBlankText_thenABreak_isNeverSeen() {
        Wire cut = Wire.message().thinking("T", "sig").text("\n\n");
        Wire whole =
                Wire.message().thinking("U", "sig2").text("\n\n").text("Hi").end("end_turn", 9);

        VirtualDriver run = run(cut, whole);

        assertThat(run.rules()).containsExactly(Rule.R_22);
        assertThat(run.events())
                .isEqualTo(Wire.message()
                        .thinking("T", "sig")
                        .text("\n\n")
                        .text("Hi")
                        .end("end_turn", 9)
                        .toString());
    }

    @Test
    void blankTextWithThinkingBehindIt_thenABreak_isNeverSeen() {
        Wire cut = Wire.message().text("\n\n").thinking("T", "sig").openThinking("Hm");
        Wire whole = Wire.message().text("\n\n").text("Hi").end("end_turn", 9);

        VirtualDriver run = run(cut, whole);

        assertThat(run.rules()).containsExactly(Rule.R_31);
        assertThat(run.events()).isEqualTo(whole.toString());
    }

    @Test
    void blankTextBehindAServersResult_isNotWrittenTwice() {
        Wire cut = Wire.message().serverCall("s").serverResult("s").text("\n\n");
        Wire more = new Wire().start("msg_2", 9).text("\n\n").text("Found.").end("end_turn", 9);

        VirtualDriver run = run(cut, more);

        assertThat(run.rules()).containsExactly(Rule.R_50);
        assertThat(Folded.of(run.delivered()).types())
                .containsExactly("server_tool_use", "web_search_tool_result", "text");
    }

    @Test
    void blankText_goesWithTheTextThatFollows() {
        Wire whole = Wire.message().text("\n\n").text("Hi").end("end_turn", 9);

        assertThat(run(whole).events()).isEqualTo(whole.toString());
    }

    @Test
    void blankText_goesWithTheWholeCallThatFollows() {
        VirtualDriver run = run(Wire.message().text("\n\n").call("toolu_1", "{}"));

        assertThat(run.rules()).containsExactly(Rule.R_10);
        assertThat(Folded.of(run.delivered()).types()).containsExactly("text", "tool_use");
    }

    @Test
    void blankTextThatIsAll_goesAtTheEnd() {
        Wire whole = Wire.message().text("\n\n").end("end_turn", 9);

        assertThat(run(whole).events()).isEqualTo(whole.toString());
    }

    @Test
    void wholeTextUnderASchema_thenABreak_isNeverSeen_andTheAnswerBeginsAnew() {
        Wire whole = Wire.message().text("{\"b\":2}").end("end_turn", 9);

        VirtualDriver run = run(Recoveries.STRUCTURED, Wire.message().text("{\"a\":1}"), whole);

        assertThat(run.rules()).containsExactly(Rule.R_22);
        assertThat(run.events()).isEqualTo(whole.toString());
    }

    @Test
    void textUnderASchema_goesWithTheWholeCallThatFollows() {
        VirtualDriver run =
                run(Recoveries.STRUCTURED, Wire.message().text("{\"a\":1}").call("toolu_1", "{}"));

        assertThat(run.rules()).containsExactly(Rule.R_10);
        assertThat(run.events()).contains("{\\\"a\\\":1}", "toolu_1");
    }

    @Test
    void serverCallsWithoutResult_holdAllThatFollows() {
        VirtualDriver run = run(
                Wire.message().serverCall("s").serverCall("t").serverResult("s").text("Hi"),
                Wire.message().text("Hello").end("end_turn", 5));

        assertThat(run.events())
                .isEqualTo(Wire.message().text("Hello").end("end_turn", 5).toString());
    }

    @Test
    void brokenInput_isLookedAtOnce_howeverMuchFollows() {
        Wire wire = Wire.message().call("toolu_1", "{\"a\":\"" + "x".repeat(200_000));
        wire.openText(Collections.nCopies(4_000, "more").toArray(String[]::new));
        wire.stop();
        for (int i = 0; i < 300; i++) {
            wire.serverCall("s" + i).serverResult("s" + i);
        }
        Answer answer = Answer.whole(wire.end("end_turn", 9));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

        long before = threads.getCurrentThreadAllocatedBytes();
        VirtualDriver.of(Recoveries.usual(), answer).run();

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(100_000_000);
    }
}
