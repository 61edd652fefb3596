package dev.perennial.agent;

import static dev.perennial.agent.Events.broken;
import static dev.perennial.agent.Events.call;
import static dev.perennial.agent.Events.goOn;
import static dev.perennial.agent.Events.history;
import static dev.perennial.agent.Events.json;
import static dev.perennial.agent.Events.messages;
import static dev.perennial.agent.Events.result;
import static dev.perennial.agent.Events.stop;
import static dev.perennial.agent.Events.text;
import static dev.perennial.agent.Events.thinking;
import static dev.perennial.agent.Events.user;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HistoryTest {

    @Test
    void messages_toolRound_haveResultsInOrderOfCalls() {
        History history = history(
                user("hi"),
                thinking("sig"),
                call("a"),
                call("b"),
                stop("tool_use"),
                result("b", "2"),
                result("a", "1"));

        assertThat(messages(history)).hasSize(3);
        assertThat(messages(history).get(1).path("content")).hasSize(3);
        assertThat(messages(history).getLast()).isEqualTo(json("""
                {"role":"user","content":[
                  {"type":"tool_result","tool_use_id":"a","content":[{"type":"text","text":"1"}]},
                  {"type":"tool_result","tool_use_id":"b","content":[{"type":"text","text":"2"}]}]}"""));
    }

    @Test
    void messages_answerRetracted_areThoseThatWereSentForIt() {
        History asked = history(user("hi"), thinking("sig"), stop("end_turn"), user("go on"));

        History retracted = history(
                user("hi"),
                thinking("sig"),
                stop("end_turn"),
                user("go on"),
                thinking("sig"),
                call("a"),
                stop("tool_use"),
                result("a", "1"),
                thinking("sig"),
                stop("max_tokens"),
                new SessionEvent.AnswerRetracted());

        assertThat(messages(retracted)).isEqualTo(messages(asked));
        assertThat(Loop.next(retracted)).isEqualTo(new Step.Ask());
        assertThat(retracted.answer()).isEmpty();
    }

    @Test
    void messages_toolOfAToolset_resultEchoesItsName() {
        History history = history(
                user("hi"), new SessionEvent.BlockFinished(Events.block("""
                        {"type":"tool_use","id":"a","name":"screenshot","toolset_name":"computer","input":{}}""")), stop("tool_use"), result("a", "1"));

        assertThat(messages(history)
                        .getLast()
                        .path("content")
                        .path(0)
                        .path("toolset_name")
                        .asText())
                .isEqualTo("computer");
    }

    @Test
    void messages_userSpeaksBeforeAllResults_restIsAnsweredWithErrors() {
        History history =
                history(user("hi"), call("a"), call("b"), stop("tool_use"), result("a", "1"), user("stop that"));

        JsonNode content = messages(history).getLast().path("content");
        assertThat(content.path(0).path("is_error").asBoolean()).isFalse();
        assertThat(content.path(1).path("tool_use_id").asText()).isEqualTo("b");
        assertThat(content.path(1).path("is_error").asBoolean()).isTrue();
        assertThat(content.path(2).path("text").asText()).isEqualTo("stop that");
    }

    @Test
    void messages_pausedTurn_goesOnInTheSameMessage() {
        History history = history(user("hi"), text("one "), stop("pause_turn"), text("two"), stop("end_turn"));

        assertThat(messages(history)).hasSize(2);
        assertThat(messages(history).getLast().path("content")).hasSize(2);
        assertThat(history.answer()).isEqualTo("one two");
    }

    @Test
    void messages_whatTheApiRefuses_isLeftOut() {
        History history = history(user("hi"), thinking(""), text(""), text("ok"), stop("end_turn"));

        assertThat(messages(history).getLast().path("content"))
                .isEqualTo(json("[{\"type\":\"text\",\"text\":\"ok\"}]"));
    }

    @Test
    void messages_callsWithTheSameId_areRunAndAnsweredOnce() {
        History calls = history(user("hi"), call("a"), call("a"), stop("tool_use"));
        assertThat(calls.openCalls()).hasSize(1);

        History answered = calls.with(result("a", "1")).with(result("a", "2"));

        assertThat(messages(answered)).hasSize(3);
        assertThat(messages(answered).getLast().path("content")).hasSize(1);
    }

    @Test
    void messages_textOfWhiteSpace_isLeftOutButAnswered() {
        History history = history(user("hi"), text("\\n"), call("a"), stop("tool_use"));

        assertThat(messages(history).getLast().path("content")).hasSize(1);
        assertThat(history.answer()).isEqualTo("\n");
    }

    @Test
    void messages_brokenResponse_keepsTextDropsCalls() {
        History history = history(user("hi"), broken("""
                {"content":[{"type":"thinking","thinking":"h","signature":"s"},{"type":"text","text":"half an ans"},
                 {"type":"tool_use","id":"a","name":"bash","input":{}},
                 {"type":"server_tool_use","id":"x","name":"web_search","input":{}}]}"""), user("go on"));

        assertThat(messages(history)).hasSize(3);
        assertThat(messages(history).get(1).path("content")).hasSize(2);
        assertThat(history.answer()).isEqualTo("half an ans");
    }

    @Test
    void answer_overContinuations_isJoined() {
        History history = history(user("hi"), text("one "), stop("max_tokens"), goOn(), text("two"), stop("end_turn"));

        assertThat(history.answer()).isEqualTo("one two");
    }

    @Test
    void answer_afterToolRound_isOfTheLastMessageOnly() {
        History history = history(
                user("hi"),
                text("Let me see"),
                call("a"),
                stop("tool_use"),
                result("a", "1"),
                text("Two"),
                stop("end_turn"));

        assertThat(history.answer()).isEqualTo("Two");
    }

    /** Whatever happens in whatever order, what is sent is what the API accepts, and what was sent is never changed. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void messages_anyEvents_staySendableAndAppendOnly(long seed) {
        for (int run = 0; run < 60; run++) {
            Random random = new Random(seed * 1_000 + run);
            History history = History.empty();
            List<JsonNode> sent = List.of();
            for (int turn = 0; turn < 12; turn++) {
                history = history.with(user("u" + turn));
                sent = checkSent(sent, history);
                for (int round = 0; round < 3; round++) {
                    history = respond(random, history, turn + "-" + round);
                    if (Loop.next(history) instanceof Step.Ask) {
                        sent = checkSent(sent, history);
                    }
                }
            }
        }
    }

    private static History respond(Random random, History start, String id) {
        List<SessionEvent> events = new ArrayList<>();
        if (random.nextBoolean()) {
            events.add(thinking(random.nextBoolean() ? "sig" : ""));
        }
        events.add(text(random.nextInt(3) == 0 ? "" : "words"));
        int calls = random.nextInt(3);
        for (int i = 0; i < calls; i++) {
            events.add(call(id + "/" + i));
        }
        events.add(stop(calls > 0 ? "tool_use" : "end_turn"));
        for (int i = 0; i < calls && random.nextInt(4) > 0; i++) {
            events.add(result(id + "/" + i, "r"));
        }
        History history = start.responded() ? start.with(user("next")) : start;
        if (random.nextInt(5) == 0) {
            return history.with(broken("{\"content\":[{\"type\":\"text\",\"text\":\"hal\"}]}"));
        }
        for (SessionEvent event : events) {
            history = history.with(event);
        }
        return history;
    }

    private static List<JsonNode> checkSent(List<JsonNode> before, History history) {
        List<JsonNode> now = messages(history);
        assertThat(now.subList(0, before.size())).isEqualTo(before);
        assertThat(now.getLast().path("role").asText()).isEqualTo("user");
        for (int i = 0; i < now.size(); i++) {
            assertThat(now.get(i).path("content")).isNotEmpty();
            Set<String> calls = ids(now.get(i), "tool_use", "id");
            Set<String> results = i + 1 < now.size() ? ids(now.get(i + 1), "tool_result", "tool_use_id") : Set.of();
            assertThat(results).isEqualTo(calls);
        }
        return now;
    }

    private static Set<String> ids(JsonNode message, String type, String field) {
        Set<String> ids = new TreeSet<>();
        for (JsonNode block : message.path("content")) {
            if (block.path("type").asText().equals(type)) {
                ids.add(block.path(field).asText());
            }
        }
        return ids;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"content\":[{\"type\":\"thinking\",\"thinking\":\"hm\",\"signature\":\"s\"}]}",
                "{\"content\":[{\"type\":\"redacted_thinking\",\"data\":\"x\"}]}",
                "{\"content\":[{\"type\":\"thinking\",\"thinking\":\"hm\",\"signature\":\"s\"},"
                        + "{\"type\":\"text\",\"text\":\" \"}]}",
                "{\"content\":[{\"type\":\"thinking\",\"thinking\":\"hm\",\"signature\":\"s\"},"
                        + "{\"type\":\"tool_use\",\"id\":\"t1\",\"name\":\"bash\",\"input\":{}}]}",
            })
    void broken_nothingButThinkingIsLeft_leavesNoTurn(String partial) {
        assertThat(messages(history(user("hi"), broken(partial)))).hasSize(1);
    }

    @Test
    void broken_thinkingBehindText_isLeftOut() {
        List<JsonNode> messages = messages(history(
                user("hi"),
                broken("{\"content\":[{\"type\":\"text\",\"text\":\"so\"},"
                        + "{\"type\":\"thinking\",\"thinking\":\"hm\",\"signature\":\"s\"}]}")));

        assertThat(messages.getLast().path("content")).hasSize(1);
    }
}
