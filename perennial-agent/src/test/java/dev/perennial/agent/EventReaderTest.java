package dev.perennial.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.agent.journal.JournalContent;
import dev.perennial.agent.permission.PermissionAnswer;
import dev.perennial.agent.permission.PermissionQuestion;
import dev.perennial.client.exchange.ExchangeEnd;
import dev.perennial.client.exchange.SentRequest;
import dev.perennial.models.TokenUsage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EventReaderTest {

    private static final TokenUsage USAGE = new TokenUsage(3, 4, 5, 6, 7);
    private static final Attempt ATTEMPT =
            new Attempt(2, "req_1", "end_turn", Duration.ofMillis(17), USAGE, "m-served");

    private static final Attempt FAILED = new Attempt(2, "", "status_529", Duration.ofMillis(17), USAGE);

    private static final SessionEvent.ExchangeStarted STARTED = new SessionEvent.ExchangeStarted(
            3, 2, new SentRequest("POST", "https://api.anthropic.com/v1/messages", Map.of("accept", "x"), "abc", 17));
    private static final ExchangeEnd END = new ExchangeEnd(
            ExchangeEnd.How.CLOSED,
            OptionalInt.of(529),
            Map.of("request-id", "req_1"),
            "{}",
            Duration.ofMillis(3),
            Duration.ofMillis(5),
            9);
    private static final ExchangeEnd NO_ANSWER = new ExchangeEnd(
            ExchangeEnd.How.FAILED, OptionalInt.empty(), Map.of(), "", Duration.ZERO, Duration.ofMillis(5), 0);

    static List<SessionEvent> events() {
        ObjectNode block = Events.block("{\"type\":\"text\",\"text\":\"a\",\"new_field\":[1.5,null]}");
        return List.of(
                new SessionEvent.SessionStarted("s-1", "m", true, "/f"),
                new SessionEvent.SettingsChosen(Events.block("{\"model\":\"m\"}"), ImagesKept.ALL),
                new SessionEvent.SettingsChosen(Events.block("{\"model\":\"m\"}"), new ImagesKept(3)),
                new SessionEvent.UserInput("hi"),
                new SessionEvent.UserInput("hi", "ab12"),
                new SessionEvent.InputQueued("more"),
                new SessionEvent.InputQueued("more", "ab12"),
                new SessionEvent.InputHandedOver(List.of("more", "still"), true),
                new SessionEvent.ImagesLeftOut(3, "[An image]", true),
                new SessionEvent.AnswerRetracted(),
                new SessionEvent.RequestStarted(1, 3, "abc"),
                new SessionEvent.ResponseStarted("req_1", Events.block("{\"id\":\"msg\",\"model\":\"m\"}")),
                new SessionEvent.BlockStarted(block),
                new SessionEvent.BlockRestarted(2),
                new SessionEvent.ThinkingDelta("hm"),
                new SessionEvent.TextDelta("te"),
                new SessionEvent.CitationAdded(Events.json("{\"type\":\"char_location\"}")),
                new SessionEvent.Seam("attempt 2"),
                new SessionEvent.ToolCallStarted("t1", "bash"),
                new SessionEvent.ToolInputDelta("t1", "{\"a"),
                new SessionEvent.BlockFinished(block),
                new SessionEvent.ResponseEnding(Events.block("{\"type\":\"message_delta\"}")),
                new SessionEvent.ResponseFinished("refusal", Events.json("{\"explanation\":\"no\"}"), USAGE),
                new SessionEvent.ResponseBroken(Events.block("{\"content\":[]}"), "cut"),
                new SessionEvent.Attempted(ATTEMPT),
                new SessionEvent.Attempted(FAILED),
                STARTED,
                new SessionEvent.ExchangeEnded(STARTED, END),
                new SessionEvent.ExchangeEnded(STARTED, NO_ANSWER),
                new SessionEvent.ContinuationAsked("go on"),
                new SessionEvent.PermissionAsked("t1", new PermissionQuestion("bash", "r", "p", List.of("bash: ls"))),
                new SessionEvent.PermissionGiven("t1", PermissionAnswer.PROJECT),
                new SessionEvent.ToolStarted(new ToolCall("t1", "bash", Events.json("{\"command\":\"ls\"}"))),
                new SessionEvent.ToolPrinted("t1", "out"),
                new SessionEvent.ToolFinished("t1", "bash", ToolResult.error("no")),
                new SessionEvent.ToolFinished("t1", "bash", ToolResult.image("look", "image/png", "AAAA")),
                new SessionEvent.ToolFinished(
                        "t1", "bash", ToolResult.text("begin").keptAs(Optional.of("out-0123456789"))),
                new SessionEvent.Notice("code", "text"),
                new SessionEvent.StopAsked(),
                new SessionEvent.Titled("Rain in the hills"),
                new SessionEvent.Reopened(),
                new SessionEvent.Unknown("later", Events.block("{\"type\":\"later\",\"x\":1}")),
                new SessionEvent.RunEnded(new RunResult(
                        Outcome.BUDGET_SPENT, "why", "text", "end_turn", USAGE, List.of(FAILED, ATTEMPT))));
    }

    @ParameterizedTest
    @MethodSource("events")
    void event_itsJson_isTheSameEvent(SessionEvent event) {
        assertThat(EventReader.event(
                        (ObjectNode) Events.json(EventJson.body(event).toString())))
                .isEqualTo(event);
    }

    @Test
    void events_everyKind_isThere() {
        assertThat(events().stream().<Class<?>>map(SessionEvent::getClass).distinct())
                .hasSameElementsAs(List.of(SessionEvent.class.getPermittedSubclasses()));
    }

    /** Written by 0.1.0 before attempts said who served them. */
    @Test
    void attempt_ofAnEarlierVersion_isRead() {
        SessionEvent event = EventReader.event(
                Events.block(
                        "{\"type\":\"attempt\",\"request\":1,\"request_id\":\"req_1\","
                                + "\"end\":\"end_turn\",\"duration_ms\":5,\"usage\":{\"input_tokens\":3,\"output_tokens\":4}}"));

        assertThat(event)
                .isInstanceOfSatisfying(
                        SessionEvent.Attempted.class,
                        attempted -> assertThat(attempted.attempt().model()).isEmpty());
    }

    /** Written by 0.1.0 before what was said could have a key. */
    @ParameterizedTest
    @ValueSource(strings = {"user", "queued"})
    void said_inAnEarlierVersion_isReadAndWrittenAsItIs(String type) {
        ObjectNode json = Events.block("{\"type\":\"" + type + "\",\"text\":\"hi\"}");

        assertThat(EventJson.body(EventReader.event(json))).isEqualTo(json);
    }

    @Test
    void event_fieldIsMissing_isNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventReader.event(Events.block("{\"type\":\"tool_output\",\"id\":\"t\"}")))
                .withMessageContaining("tool_output")
                .withMessageContaining("`text`");
    }

    @Test
    void json_event_hasTypeSessionAndSeqFirst() {
        String json = new EventJson("s-9")
                .json(7, new SessionEvent.SessionStarted("s-9", "m", false, "/f"))
                .toString();

        assertThat(json).startsWith("{\"type\":\"session\",\"session\":\"s-9\",\"seq\":7,\"model\":\"m\"");
    }

    @Test
    void contents_picture_isMovedOutAndComesBack() {
        SessionEvent event =
                new SessionEvent.ToolFinished("t1", "view", ToolResult.image("look", "image/png", "A".repeat(10_000)));
        List<JournalContent> contents = new ArrayList<>();

        ObjectNode moved = Contents.moved(EventJson.body(event), contents);

        assertThat(moved.toString()).hasSizeLessThan(500);
        assertThat(contents).hasSize(1);
        ObjectNode read = Contents.restored(
                (ObjectNode) Events.json(moved.toString()),
                hash -> Optional.of(contents.getFirst())
                        .filter(c -> c.hash().equals(hash))
                        .map(JournalContent::bytes));
        assertThat(EventReader.event(read)).isEqualTo(event);
    }
}
