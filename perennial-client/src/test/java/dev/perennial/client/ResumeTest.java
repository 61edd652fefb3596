package dev.perennial.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.anthropic.core.http.Interceptor;
import com.anthropic.models.messages.MessageCreateParams;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.client.MessageEvent.BlockFinished;
import dev.perennial.client.MessageEvent.BlockRestarted;
import dev.perennial.client.MessageEvent.ClosedHere;
import dev.perennial.client.MessageEvent.MessageStarted;
import dev.perennial.client.MessageEvent.Resumed;
import dev.perennial.client.PerennialSettings.Mode;
import dev.perennial.client.ReceivedMessage.Block;
import dev.perennial.client.governor.SharedGovernor;
import dev.perennial.governor.GovernorState;
import dev.perennial.governor.Priority;
import dev.perennial.models.TokenUsage;
import dev.perennial.stream.recovery.AttemptReport;
import dev.perennial.stream.recovery.Call;
import dev.perennial.stream.recovery.Cause;
import dev.perennial.stream.recovery.Outcome;
import dev.perennial.stream.recovery.Rule;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Messages of which another process received the beginning, through the official SDK over sockets. */
final class ResumeTest {

    private static final String HAD = "The river rises in the hills behind the town, and nobody who lives th";
    private static final String REST = "ere has ever asked where it goes.";

    private static final ReceivedMessage BEGUN =
            ReceivedMessage.begun(RawMessages.parse("""
                    {"id":"msg_0","type":"message","role":"assistant","model":"claude-opus-5-5","content":[],
                     "stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":25,
                     "cache_creation_input_tokens":7,"cache_read_input_tokens":3,"output_tokens":1}}""")).ofRequest("req_0");

    private static final ReceivedMessage MID_WORD = BEGUN.with(Block.open(text(HAD)));

    private static ObjectNode text(String text) {
        return Json.emptyObject().put("type", "text").put("text", text);
    }

    private static ObjectNode call(String id) {
        return RawMessages.parse(
                "{\"type\":\"tool_use\",\"id\":\"" + id + "\",\"name\":\"write\",\"input\":{\"a\":1.10}}");
    }

    /** Goes on as it is asked to. */
    private static void goOn(Exchange exchange) throws IOException {
        String asked = exchange.body();
        String tag = asked.substring(asked.indexOf("<r-"), asked.indexOf('>', asked.indexOf("<r-")) + 1);
        exchange.startStream();
        exchange.chunk(Wire.START.replace("msg_1", "msg_2")
                + Wire.block(
                        0,
                        "{\"type\":\"text\",\"text\":\"\"}",
                        Wire.text(0, tag + HAD + tag.replace("<", "</")),
                        Wire.text(0, REST))
                + Wire.END_TURN
                + Wire.STOP);
        exchange.endStream();
    }

    private static List<MessageEvent> events(MessageStream stream) {
        List<MessageEvent> events = new ArrayList<>();
        stream.forEach(events::add);
        return events;
    }

    @Test
    void text_goesOnInMidWord_asOneMessage() throws Exception {
        try (ScriptedServer server = ScriptedServer.http(ResumeTest::goOn);
                UnbrokenClient client = UnbrokenClient.to(server.url());
                MessageStream stream = MessageStream.resume(client.sync(), OpenClient.hello(), MID_WORD)) {
            assertThat(stream.snapshot().text()).isEqualTo(HAD);
            assertThat(stream.requestId()).contains("req_0");

            StringBuilder shown = new StringBuilder(HAD);
            stream.forEachText(shown::append);

            assertThat(shown).hasToString(HAD + REST);
            assertThat(stream.finalText()).isEqualTo(HAD + REST);
            assertThat(stream.finalMessage().id()).isEqualTo("msg_0");
            assertThat(stream.usage().prompt()).isEqualTo(35);
            assertThat(server.exchanges()).singleElement().satisfies(exchange -> {
                assertThat(exchange.header("perennial")).isEmpty();
                assertThat(exchange.body()).contains(HAD).doesNotContain("msg_0", "req_0");
            });
        }
    }

    @Test
    void betaApi_goesOnToo() throws Exception {
        try (ScriptedServer server = ScriptedServer.http(ResumeTest::goOn);
                UnbrokenClient client = UnbrokenClient.to(server.url());
                MessageStream stream = MessageStream.resume(
                        client.sync(),
                        com.anthropic.models.beta.messages.MessageCreateParams.builder()
                                .model("claude-opus-5-5")
                                .maxTokens(1000)
                                .addUserMessage("Hello")
                                .build(),
                        MID_WORD)) {
            assertThat(stream.finalBetaMessage().content()).hasSize(1);
            assertThat(stream.finalText()).isEqualTo(HAD + REST);
        }
    }

    @Test
    void events_beginWithWhatIsNew_andTheFinishedBlockHasAllOfIt() throws Exception {
        try (ScriptedServer server = ScriptedServer.http(ResumeTest::goOn);
                UnbrokenClient client = UnbrokenClient.to(server.url());
                MessageStream stream = MessageStream.resume(client.sync(), OpenClient.hello(), MID_WORD)) {
            List<MessageEvent> events = events(stream);

            assertThat(events.getFirst()).isEqualTo(new Resumed("attempt 2 (R-21, process_died), seam tags"));
            assertThat(events).noneMatch(MessageStarted.class::isInstance);
            assertThat(events)
                    .filteredOn(BlockFinished.class::isInstance)
                    .singleElement()
                    .satisfies(event -> assertThat(
                                    ((BlockFinished) event).block().path("text").asText())
                            .isEqualTo(HAD + REST));
        }
    }

    @Test
    void report_countsWhatWasReceivedAsTheFirstAttempt_andWhatWasBoughtTwice() throws Exception {
        try (ScriptedServer server = ScriptedServer.http(ResumeTest::goOn);
                UnbrokenClient client = UnbrokenClient.to(server.url());
                MessageStream stream = MessageStream.resume(client.sync(), OpenClient.hello(), MID_WORD)) {
            stream.untilDone();

            List<AttemptReport> attempts =
                    stream.outcome().orElseThrow().report().attempts();
            assertThat(attempts).hasSize(2);
            assertThat(attempts.getFirst().cause()).contains(new Cause.ProcessDied());
            assertThat(attempts.getFirst().requestId()).contains("req_0");
            assertThat(attempts.getFirst().estimated()).isTrue();
            assertThat(attempts.getFirst().usage().prompt()).isEqualTo(35);
            assertThat(attempts.getFirst().usage().output()).isBetween(8L, 30L);
            assertThat(attempts.getLast().usage()).isEqualTo(new TokenUsage(25, 15, 7, 0, 3));
        }
    }

    @Test
    void listener_hearsOfABreak_andThenAsUsual() throws Exception {
        try (ScriptedServer server = ScriptedServer.http(ResumeTest::goOn);
                UnbrokenClient client = UnbrokenClient.to(server.url());
                MessageStream stream = MessageStream.resume(client.sync(), OpenClient.hello(), MID_WORD)) {
            stream.untilDone();

            String message = client.events().getFirst().message();
            assertThat(client.events())
                    .filteredOn(event -> !(event instanceof PerennialEvent.Pace))
                    .extracting(Object::getClass)
                    .extracting(Class::getSimpleName)
                    .containsExactly("Begin", "Break", "Wait", "Resume", "Seam", "End");
            assertThat(client.events())
                    .contains(new PerennialEvent.Break(message, 1, new Cause.ProcessDied(), Rule.R_21))
                    .contains(new PerennialEvent.Resume(message, 2, Call.Shape.CONTINUING));
        }
    }

    @Test
    void wholeCall_isClosedHere_withoutARequest() throws Exception {
        ReceivedMessage received = BEGUN.with(Block.finished(text("Look:")))
                .with(Block.finished(call("toolu_1")))
                .with(Block.openCall(call("toolu_2"), "{\"a\":"));
        try (ScriptedServer server = ScriptedServer.http(Exchange::awaitClientGone);
                UnbrokenClient client = UnbrokenClient.to(server.url());
                MessageStream stream = MessageStream.resume(client.sync(), OpenClient.hello(), received)) {
            List<MessageEvent> events = events(stream);

            assertThat(events.getFirst()).isEqualTo(new BlockRestarted(2));
            assertThat(events).anyMatch(ClosedHere.class::isInstance);
            ObjectNode message = stream.finalRawMessage();
            assertThat(message.path("stop_reason").asText()).isEqualTo("tool_use");
            assertThat(message.path("content")).containsExactly(text("Look:"), call("toolu_1"));
            assertThat(server.exchanges()).isEmpty();
        }
    }

    @Test
    void stopReasonKnown_isWhole_withoutARequest() throws Exception {
        ObjectNode end = RawMessages.parse("""
                {"delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":{"output_tokens":15}}""");
        ReceivedMessage received = BEGUN.with(Block.finished(text("Hello."))).endedBy(end);
        try (ScriptedServer server = ScriptedServer.http(Exchange::awaitClientGone);
                UnbrokenClient client = UnbrokenClient.to(server.url());
                MessageStream stream = MessageStream.resume(client.sync(), OpenClient.hello(), received)) {
            assertThat(stream.finalText()).isEqualTo("Hello.");
            assertThat(stream.stopReason()).contains("end_turn");
            assertThat(stream.usage().output()).isEqualTo(15);
            assertThat(stream.outcome()).containsInstanceOf(Outcome.Complete.class);
            assertThat(server.exchanges()).isEmpty();
        }
    }

    @Test
    void onlyItsStart_isAskedForAgain() throws Exception {
        try (ScriptedServer server = ScriptedServer.streaming(Wire.HELLO);
                UnbrokenClient client = UnbrokenClient.to(server.url());
                MessageStream stream = MessageStream.resume(client.sync(), OpenClient.hello(), BEGUN)) {
            assertThat(stream.finalText()).isEqualTo("Hello, world");
            assertThat(stream.finalMessage().id()).isEqualTo("msg_0");
            assertThat(server.exchanges().getFirst().body()).doesNotContain("assistant");
        }
    }

    @Test
    void citedText_cannotBeGoneOnWith_andIsAnExceptionWithAllThatWasReceived() throws Exception {
        ObjectNode cited = text(HAD);
        cited.putArray("citations").add(Json.emptyObject().put("type", "char_location"));
        try (ScriptedServer server = ScriptedServer.http(Exchange::awaitClientGone);
                UnbrokenClient client = UnbrokenClient.to(server.url());
                MessageStream stream =
                        MessageStream.resume(client.sync(), OpenClient.hello(), BEGUN.with(Block.open(cited)))) {
            StreamCutException cut = catchThrowableOfType(StreamCutException.class, stream::finalText);

            assertThat(cut.partial()).hasValueSatisfying(partial -> {
                assertThat(partial.text()).isEqualTo(HAD);
                assertThat(partial.message().at("/content/0/citations/0/type").asText())
                        .isEqualTo("char_location");
            });
            assertThat(server.exchanges()).isEmpty();
        }
    }

    @Test
    void refusedRequest_isThrownOnReading_withAllThatWasReceived() throws Exception {
        String body = "{\"type\":\"error\",\"error\":{\"type\":\"authentication_error\",\"message\":\"No.\"}}";
        try (ScriptedServer server = ScriptedServer.http(e -> e.respond(401, "application/json", body));
                UnbrokenClient client = UnbrokenClient.to(server.url());
                MessageStream stream = MessageStream.resume(client.sync(), OpenClient.hello(), MID_WORD)) {
            MessageStreamException failure = catchThrowableOfType(MessageStreamException.class, stream::finalText);

            assertThat(failure.outcome()).containsInstanceOf(Outcome.Rejected.class);
            assertThat(failure.partial().orElseThrow().text()).isEqualTo(HAD);
        }
    }

    @Test
    void requestThatEndsWithAnAssistantTurn_isContinuedInThatTurn() throws Exception {
        MessageCreateParams params =
                OpenClient.hello().toBuilder().addAssistantMessage("So far. ").build();
        try (ScriptedServer server = ScriptedServer.http(ResumeTest::goOn);
                UnbrokenClient client = UnbrokenClient.to(server.url());
                MessageStream stream = MessageStream.resume(client.sync(), params, MID_WORD)) {
            assertThat(stream.finalText()).isEqualTo(HAD + REST);

            var messages =
                    RawMessages.parse(server.exchanges().getFirst().body()).path("messages");
            assertThat(messages)
                    .extracting(message -> message.path("role").asText())
                    .containsExactly("user", "assistant", "user");
            assertThat(messages.at("/1/content"))
                    .extracting(block -> block.path("text").asText())
                    .containsExactly("So far. ", HAD);
        }
    }

    @Test
    void messageOfAFallback_staysThere() throws Exception {
        ObjectNode start = MID_WORD.start().deepCopy().put("model", "claude-sonnet-5-5");
        ReceivedMessage received = ReceivedMessage.begun(start).with(Block.open(text(HAD)));
        try (ScriptedServer first = ScriptedServer.http(Exchange::awaitClientGone);
                ScriptedServer other = ScriptedServer.http(ResumeTest::goOn);
                UnbrokenClient client = UnbrokenClient.to(
                        first.url(),
                        s -> s.fallbacks(
                                List.of(Fallback.to("claude-sonnet-5-5").at(URI.create(other.url())))));
                MessageStream stream = MessageStream.resume(client.sync(), OpenClient.hello(), received)) {
            assertThat(stream.finalText()).isEqualTo(HAD + REST);
            assertThat(other.exchanges().getFirst().body()).contains("claude-sonnet-5-5");
            assertThat(first.exchanges()).isEmpty();
        }
    }

    @Test
    void interceptorThatTakesTheHeaderAway_isToldOf() throws Exception {
        Interceptor thief = Interceptor.syncOnly((next, request, options) ->
                next.execute(request.toBuilder().removeHeaders(Perennial.HEADER).build(), options));
        try (ScriptedServer server = ScriptedServer.streaming(Wire.HELLO);
                UnbrokenClient client = UnbrokenClient.inside(server.url(), thief)) {
            assertThatThrownBy(() -> MessageStream.resume(client.sync(), OpenClient.hello(), MID_WORD))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("add Perennial before that interceptor");
        }
    }

    @Test
    void streamThatWasGivenUp_isResumedFromItsSnapshot() throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        try (ScriptedServer server = ScriptedServer.http(e -> {
                    if (attempts.getAndIncrement() > 0) {
                        goOn(e);
                        return;
                    }
                    e.startStream();
                    e.chunk(Wire.START + Wire.blockStart(0, "{\"type\":\"text\",\"text\":\"\"}") + Wire.text(0, HAD));
                    e.reset();
                });
                UnbrokenClient client = UnbrokenClient.to(server.url());
                MessageStream broken = MessageStream.open(client.sync(), without(OpenClient.hello()))) {
            assertThatThrownBy(broken::untilDone).isInstanceOf(StreamCutException.class);

            ReceivedMessage received = ReceivedMessage.of(broken.snapshot());
            try (MessageStream rest = MessageStream.resume(client.sync(), OpenClient.hello(), received)) {
                assertThat(rest.finalText()).isEqualTo(HAD + REST);
            }
        }
    }

    private static MessageCreateParams without(MessageCreateParams params) {
        return params.toBuilder()
                .putAdditionalHeader(Perennial.HEADER, "max-resumes=0")
                .build();
    }

    @Test
    void governor_letsItGoBeforeNewWork() throws Exception {
        SharedGovernor governor = SharedGovernor.with(SharedGovernor.USUAL);
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.http(e -> {
                    asked.countDown();
                    answer.await();
                    e.respond(529, "application/json", Wire.OVERLOADED);
                });
                UnbrokenClient client = UnbrokenClient.to(
                        server.url(),
                        s -> s.governor(governor)
                                .maxAttempts(1)
                                .headTimeouts(Duration.ofMinutes(1), Duration.ofMinutes(1)))) {
            CompletableFuture<?> first = client.async().messages().create(OpenClient.hello());
            asked.await();
            try (MessageStream stream = MessageStream.resume(client.sync(), OpenClient.hello(), MID_WORD)) {
                Eventually.holds(() -> !waiting(governor).isEmpty());

                assertThat(waiting(governor)).singleElement().isEqualTo(Priority.RESUME);
                assertThat(stream.snapshot().text()).isEqualTo(HAD);
            }
            answer.countDown();
            assertThat(first.handle((message, failure) -> failure).join()).isNotNull();
        }
    }

    private static List<Priority> waiting(SharedGovernor governor) {
        return governor.state().pools().stream()
                .flatMap(pool -> pool.waiting().stream())
                .map(GovernorState.Waiting::priority)
                .toList();
    }

    @Test
    void clientWithoutPerennial_isToldSo_andSendsNothing() throws Exception {
        try (ScriptedServer server = ScriptedServer.streaming(Wire.HELLO);
                OpenClient client = OpenClient.to(server)) {
            assertThatThrownBy(() -> MessageStream.resume(client.sdk(), OpenClient.hello(), MID_WORD))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("addInterceptor(Perennial.create())");
            assertThat(server.exchanges()).isEmpty();
        }
    }

    @Test
    void perennialThatIsOffOrObserves_isToldSo_andSendsNothing() throws Exception {
        try (ScriptedServer server = ScriptedServer.streaming(Wire.HELLO);
                UnbrokenClient client = UnbrokenClient.to(server.url(), s -> s.mode(Mode.OBSERVE))) {
            MessageCreateParams off = OpenClient.hello().toBuilder()
                    .putAdditionalHeader(Perennial.HEADER, "off")
                    .build();

            assertThatThrownBy(() -> MessageStream.resume(client.sync(), OpenClient.hello(), MID_WORD))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("Perennial is observe");
            assertThatThrownBy(() -> MessageStream.resume(client.sync(), off, MID_WORD))
                    .hasMessageContaining("Perennial is off");
            assertThat(server.exchanges()).isEmpty();
        }
    }

    @Test
    void headerOfTheCaller_countsToo() throws Exception {
        MessageCreateParams none = OpenClient.hello().toBuilder()
                .putAdditionalHeader(Perennial.HEADER, "max-resumes=0")
                .build();
        try (ScriptedServer server = ScriptedServer.streaming(Wire.HELLO);
                UnbrokenClient client = UnbrokenClient.to(server.url());
                MessageStream stream = MessageStream.resume(client.sync(), none, MID_WORD)) {
            assertThatThrownBy(stream::finalText).isInstanceOf(StreamCutException.class);
            assertThat(server.exchanges()).isEmpty();
        }
    }

    @Test
    void headerThatSomebodyElseWrote_isRefused() throws Exception {
        MessageCreateParams made = OpenClient.hello().toBuilder()
                .putAdditionalHeader(Perennial.HEADER, "resume=1")
                .build();
        try (ScriptedServer server = ScriptedServer.streaming(Wire.HELLO);
                UnbrokenClient client = UnbrokenClient.to(server.url())) {
            assertThatThrownBy(() -> MessageStream.open(client.sync(), made))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("MessageStream.resume");
            assertThat(server.exchanges()).isEmpty();
        }
    }
}
