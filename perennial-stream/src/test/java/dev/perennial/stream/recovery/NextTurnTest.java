package dev.perennial.stream.recovery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.simulator.Brain;
import dev.perennial.simulator.Prompt;
import dev.perennial.simulator.Reply;
import dev.perennial.simulator.manner.Interrupted;
import dev.perennial.simulator.manner.Manner;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a broken answer left behind is taken by the strict simulator when it comes back in the next turn. */
class NextTurnTest {

    private static final String BODY = "{\"model\":\"claude-opus-5-5\",\"max_tokens\":4000,\"stream\":true,"
            + "\"thinking\":{\"type\":\"adaptive\",\"display\":\"summarized\"},"
            + "\"tools\":[{\"name\":\"write\",\"input_schema\":{\"type\":\"object\"}}],"
            + "\"messages\":[{\"role\":\"user\",\"content\":\"Go.\"}]}";

    private static final ObjectNode THINKING =
            Reply.thinkingBlock("The user wants me to go. I shall write a file for them.");
    private static final ObjectNode TEXT = Reply.textBlock("I write the file that you asked for.");

    private static final String LONG =
            "I write the file that you asked for. It has four words in one line, and nothing else. After that I will"
                    + " tell you how to read it, and then I will be done.";

    private static ObjectNode write() {
        ObjectNode input =
                JsonNodeFactory.instance.objectNode().put("path", "a.txt").put("text", "one two three four");
        return Reply.toolUseBlock("write", input);
    }

    /** Thinks, speaks, calls; asked for a call that broke it makes it again, asked for more it has none. */
    private static Reply obedient(Prompt prompt) {
        String asked = prompt.lastUserText();
        if (asked.contains("Make the call again")) {
            return Reply.of(Reply.thinkingBlock("They want that call again."), write());
        }
        return asked.contains("If nothing more was to come")
                ? Reply.of(Reply.thinkingBlock("That was all."), Reply.textBlock(mark(asked)))
                : Reply.of(THINKING, TEXT, write());
    }

    private static String mark(String asked) {
        return asked.substring(asked.lastIndexOf('<'));
    }

    private record Run(StrictApi api, VirtualDriver driver, Folded message) {

        static Run of(Brain brain, String faults, Delivery delivery) {
            return of(BODY, brain, faults, delivery);
        }

        static Run of(String body, Brain brain, String faults, Delivery delivery) {
            StrictApi api = new StrictApi(brain, faults);
            VirtualDriver driver = new VirtualDriver(Recoveries.of(body, delivery), api).run();
            return new Run(api, driver, Folded.of(driver.delivered()));
        }

        String next(String body) {
            return api.send(body);
        }
    }

    @Test
    void cutThinking_shownLive_isAcceptedWithoutTheUnsignedBlock() {
        Run run = Run.of(NextTurnTest::obedient, "reset@thinking:20", Delivery.WIRE);
        String next = run.message().nextTurn(BODY);

        assertThat(run.driver().rules()).containsExactly(Rule.R_31);
        assertThat(run.message().types()).containsExactly("unsigned", "thinking", "text", "tool_use");
        assertThat(run.next(next)).startsWith("400 ");
        assertThat(run.next(new String(UnsignedThinking.removedFrom(next.getBytes(UTF_8)), UTF_8)))
                .startsWith("200 ");
    }

    @Test
    void cutThinking_forOneWhoFollowsRestarts_isAcceptedAsItIs() {
        Run run = Run.of(NextTurnTest::obedient, "reset@thinking:20", Delivery.FOLLOWED);

        assertThat(run.message().types()).containsExactly("thinking", "text", "tool_use");
        assertThat(run.next(run.message().nextTurn(BODY))).startsWith("200 ");
    }

    @Test
    void cutAfterThinking_keepsTheFirstSignature() {
        Run run = Run.of(NextTurnTest::obedient, "reset@block_stop", Delivery.WIRE);

        assertThat(run.driver().rules()).containsExactly(Rule.R_32);
        assertThat(run.message().types()).containsExactly("thinking", "text", "tool_use");
        assertThat(run.next(run.message().nextTurn(BODY))).startsWith("200 ");
    }

    @Test
    void cutCall_isMadeAgain_withoutTheThinkingOfTheAttemptThatWasAsked() {
        Run run = Run.of(NextTurnTest::obedient, "reset@tool_input:15", Delivery.WIRE);

        assertThat(run.driver().rules()).containsExactly(Rule.R_41);
        assertThat(run.api().refusals()).isEmpty();
        assertThat(run.message().types()).containsExactly("thinking", "text", "tool_use");
        assertThat(run.message().block(2).path("input").path("text").asText()).isEqualTo("one two three four");
        assertThat(run.message().stopReason()).isEqualTo("tool_use");
        assertThat(run.next(run.message().nextTurn(BODY))).startsWith("200 ");
    }

    @Test
    void cutCall_shownLive_beginsAnewUnderItsIndex() {
        Run run = Run.of(NextTurnTest::obedient, "reset@tool_input:15", Delivery.FOLLOWED);

        assertThat(run.driver().delivered()).contains(": perennial restart 2\n\n");
        assertThat(run.message().types()).containsExactly("thinking", "text", "tool_use");
        assertThat(run.next(run.message().nextTurn(BODY))).startsWith("200 ");
    }

    @Test
    void cutBehindAWholeCall_closesHere_andSaysThatUsageIsAGuess() {
        Run run = Run.of(NextTurnTest::obedient, "reset@block_stop:3", Delivery.WIRE);

        assertThat(run.driver().rules()).containsExactly(Rule.R_10);
        assertThat(run.driver().delivered()).contains(", usage estimated\n\n");
        assertThat(run.message().types()).containsExactly("thinking", "text", "tool_use");
        assertThat(run.message().usage().path("output_tokens").asInt()).isBetween(10, 100);
        assertThat(run.next(run.message().nextTurn(BODY))).startsWith("200 ");
    }

    @Test
    void cutAfterText_andNothingMoreToCome_endsWithTheText() {
        Brain speaker = prompt -> prompt.lastUserText().equals("Go.") ? Reply.of(THINKING, TEXT) : obedient(prompt);

        Run run = Run.of(speaker, "reset@block_stop:2", Delivery.WIRE);

        assertThat(run.driver().rules()).containsExactly(Rule.R_44);
        assertThat(run.api().refusals()).isEmpty();
        assertThat(run.message().types()).containsExactly("thinking", "text");
        assertThat(run.message().text()).isEqualTo("I write the file that you asked for.");
        assertThat(run.message().stopReason()).isEqualTo("end_turn");
        assertThat(run.next(run.message().nextTurn(BODY))).startsWith("200 ");
    }

    @Test
    void usedUpAtTheCut_endsAsTheApiWouldHaveEnded() {
        String tight = BODY.replace("4000", "40").replace(",\"display\":\"summarized\"", "");

        Run run = Run.of(
                tight,
                prompt -> Reply.of(Reply.textBlock("word ".repeat(39)), write()),
                "reset@block_stop:1",
                Delivery.WIRE);

        assertThat(run.driver().rules()).containsExactly(Rule.R_14);
        assertThat(run.message().stopReason()).isEqualTo("max_tokens");
        assertThat(run.next(run.message().nextTurn(tight))).startsWith("200 ");
    }

    @Test
    void stopSequence_ofTheCaller_inAnAttemptThatWasAsked_isTheMessagesOwn() {
        String body = BODY.replace("\"stream\":true", "\"stream\":true,\"stop_sequences\":[\"DONE\"]");
        Brain speaker = prompt -> prompt.lastUserText().equals("Go.")
                ? Reply.of(Reply.textBlock("First."))
                : Reply.of(Reply.textBlock("Second. DONE and more"));

        Run run = Run.of(body, speaker, "reset@block_stop", Delivery.WIRE);

        assertThat(run.driver().rules()).containsExactly(Rule.R_44);
        assertThat(run.message().text()).isEqualTo("First.Second. ");
        assertThat(run.message().stopReason()).isEqualTo("stop_sequence");
        assertThat(run.driver().delivered())
                .contains("\"stop_sequence\":\"DONE\"")
                .doesNotContain("<done-");
        assertThat(run.next(run.message().nextTurn(body))).startsWith("200 ");
    }

    /** Thinks, speaks and calls; goes on in the middle of its text after some thought, and calls then. */
    private static Reply continuer(Prompt prompt) {
        String asked = prompt.lastUserText();
        if (!Prompt.asksToContinue(asked) || asked.contains("Make the call again")) {
            return asked.equals("Go.") ? Reply.of(THINKING, Reply.textBlock(LONG), write()) : obedient(prompt);
        }
        List<JsonNode> messages = prompt.messages();
        String shown = Prompt.text(messages.get(messages.size() - 2).path("content"));
        Interrupted interrupted = new Interrupted(shown, LONG.substring(shown.length()), asked);
        String more = Manner.OBEDIENT.continuation(interrupted, prompt.seed()).text();
        return Reply.of(Reply.thinkingBlock("I was cut off."), Reply.textBlock(more), write());
    }

    @ParameterizedTest
    @ValueSource(strings = {"reset@text:30", "reset@text:70", "reset@text:30+reset@text:160~2"})
    void cutText_isJoined_behindItsThinkingAndBeforeItsCall(String faults) {
        Run run = Run.of(NextTurnTest::continuer, faults, Delivery.WIRE);

        assertThat(run.driver().rules()).isNotEmpty().containsOnly(Rule.R_21);
        assertThat(run.api().refusals()).isEmpty();
        assertThat(run.message().types()).containsExactly("thinking", "text", "tool_use");
        assertThat(run.message().text()).isEqualTo(LONG);
        assertThat(run.message().stopReason()).isEqualTo("tool_use");
        assertThat(run.next(run.message().nextTurn(BODY))).startsWith("200 ");
    }

    @Test
    void cutText_thenItsCallCut_isJoined_andTheCallMadeAgain() {
        Run run = Run.of(NextTurnTest::continuer, "reset@text:70+reset@tool_input:15~2", Delivery.WIRE);

        assertThat(run.driver().rules()).containsExactly(Rule.R_21, Rule.R_41);
        assertThat(run.message().types()).containsExactly("thinking", "text", "tool_use");
        assertThat(run.message().text()).isEqualTo(LONG);
        assertThat(run.next(run.message().nextTurn(BODY))).startsWith("200 ");
    }

    @Test
    void cutThinking_thenCutText_isAcceptedWithoutTheUnsignedBlock() {
        Run run = Run.of(NextTurnTest::continuer, "reset@thinking:20+reset@text:70~2", Delivery.WIRE);
        String next = run.message().nextTurn(BODY);

        assertThat(run.driver().rules()).containsExactly(Rule.R_31, Rule.R_21);
        assertThat(run.message().types()).containsExactly("unsigned", "thinking", "text", "tool_use");
        assertThat(run.message().text()).isEqualTo(LONG);
        assertThat(run.next(new String(UnsignedThinking.removedFrom(next.getBytes(UTF_8)), UTF_8)))
                .startsWith("200 ");
    }
}
