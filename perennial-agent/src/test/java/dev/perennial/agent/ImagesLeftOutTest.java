package dev.perennial.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.client.AnthropicClient;
import com.anthropic.models.messages.MessageCreateParams;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.agent.permission.ToolAccess;
import dev.perennial.client.ClientFactory;
import dev.perennial.client.ClientSettings;
import dev.perennial.client.MessageStream;
import dev.perennial.client.Perennial;
import dev.perennial.client.RawMessages;
import dev.perennial.client.ReceivedMessage;
import dev.perennial.simulator.Reply;
import dev.perennial.simulator.SimulatorServer;
import dev.perennial.simulator.SimulatorSettings;
import dev.perennial.simulator.manner.ResumingBrain;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions that leave images out, against the simulator, which refuses thinking that is not behind what it was behind. */
@Timeout(120)
final class ImagesLeftOutTest {

    private static final String MODEL = "claude-opus-5-5";
    private static final String ANSWER = "All of them show the same noise, none is better than the others. 同じです。";

    /** In each turn; after the second there are more than one and those that may go along besides. */
    private static final List<Integer> LOOKS = List.of(11, 11, 2);

    private final SimulatorServer server =
            SimulatorServer.start(SimulatorSettings.builder(ResumingBrain.over(prompt -> reply(prompt.messages())))
                    .tokensPerDelta(5)
                    .build());
    private final AnthropicClient client = ClientFactory.create(ClientSettings.builder()
            .baseUrl(server.baseUrl().toString())
            .environment(Map.of())
            .apiKey("test")
            .maxRetries(0)
            .interceptor(Perennial.create())
            .build());
    private final List<SessionEvent> events = new ArrayList<>();

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    private static Reply reply(List<JsonNode> messages) {
        int turn = (int) messages.stream()
                .filter(MessageJson::isAssistant)
                .filter(message -> !MessageJson.calls(message).isEmpty())
                .count();
        return turn == LOOKS.size()
                ? Reply.of(Reply.thinkingBlock("That is all."), Reply.textBlock(ANSWER))
                : Reply.of(Stream.concat(
                                Stream.of(Reply.thinkingBlock("I look at more."), Reply.textBlock("More of them.")),
                                IntStream.range(0, LOOKS.get(turn)).mapToObj(i -> look(100 * turn + i)))
                        .toArray(ObjectNode[]::new));
    }

    private static ObjectNode look(int number) {
        return Reply.toolUseBlock("look", JsonNodeFactory.instance.objectNode().put("number", number));
    }

    @Test
    void run_moreImagesThanKept_oldestAreLeftOutManyAtATime() {
        assertThat(run(new ImagesKept(1)).outcome()).isEqualTo(Outcome.COMPLETE);

        assertThat(imagesInRequests()).containsExactly(0L, 11L, 1L, 3L);
        assertThat(leftOut()).containsExactly(new SessionEvent.ImagesLeftOut(21, new ImagesKept(1).inPlace(), true));
    }

    @Test
    void run_allKept_noneIsLeftOut() {
        assertThat(run(ImagesKept.ALL).outcome()).isEqualTo(Outcome.COMPLETE);

        assertThat(imagesInRequests()).containsExactly(0L, 11L, 22L, 24L);
        assertThat(leftOut()).isEmpty();
    }

    @Test
    void run_noneKept_noneIsEverSent_andNothingThatWasSentChanges() {
        assertThat(run(new ImagesKept(0)).outcome()).isEqualTo(Outcome.COMPLETE);

        assertThat(imagesInRequests()).containsOnly(0L);
        assertThat(leftOut()).hasSize(LOOKS.size());
        List<List<JsonNode>> sent = sent();
        for (int i = 1; i < sent.size(); i++) {
            assertThat(sent.get(i).subList(0, sent.get(i - 1).size())).isEqualTo(sent.get(i - 1));
        }
    }

    @Test
    void retry_imagesWereLeftOut_isAcceptedFromTheBeginning() {
        try (Session session =
                Session.open(settings(), new Source(new ImagesKept(1)), tools(), this::heard, System::nanoTime)) {
            session.run("Look at all of them");

            assertThat(session.retry().outcome()).isEqualTo(Outcome.COMPLETE);
            assertThat(session.run("And now?").outcome()).isEqualTo(Outcome.COMPLETE);
        }
    }

    /** Requests after the images were left out, as the first process sent them and as another one does. */
    @Test
    void resume_diedAtAnyInstantAfterwards_sendsTheSame() {
        run(new ImagesKept(1));
        List<List<JsonNode>> sent = sent();
        List<FakeJournal> instants = SavedSessionTest.everyInstantOf(events).stream()
                .filter(instant -> instant.types().contains("images_left_out"))
                .filter(instant -> !instant.types().contains("result"))
                .toList();
        assertThat(instants).hasSizeGreaterThan(25);

        instants.forEach(instant -> goesOnFrom(instant, instant.types(), sent));
    }

    private void goesOnFrom(FakeJournal instant, List<String> types, List<List<JsonNode>> expected) {
        int before = sent().size();
        try (Session session = reopen(instant)) {
            assertThat(session.resume().outcome()).as("after %s", types).isEqualTo(Outcome.COMPLETE);
        }
        int next = requestAt(types);
        if (next > expected.size() || types.contains("response_ending")) {
            return; // all was received
        }
        assertThat(texts(sent().get(before)))
                .as("after %s", types)
                .startsWith(texts(expected.get(next - 1)).toArray(String[]::new));
    }

    /** The request that an instant waits for, or that comes next. */
    private static int requestAt(List<String> types) {
        int begun = (int) types.stream().filter("request"::equals).count();
        boolean over = types.lastIndexOf("response_end") > types.lastIndexOf("request");
        return over || types.getLast().equals("images_left_out") ? begun + 1 : begun;
    }

    private static List<String> texts(List<JsonNode> messages) {
        return messages.stream().map(JsonNode::toString).toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3})
    void settingsChosen_imagesKept_areKnownToTheNextProcess(int kept) {
        FakeJournal journal = new FakeJournal();
        try (Session session = Session.open(
                new SessionStore(journal, InstantSource.system()),
                settings(),
                new Source(new ImagesKept(kept)),
                tools(),
                this::heard,
                System::nanoTime)) {
            session.settingsChosen(Events.block("{\"model\":\"m\"}"));
            session.settingsChosen(Events.block("{\"model\":\"m\"}"));
        }

        assertThat(events.stream().filter(SessionEvent.SettingsChosen.class::isInstance))
                .hasSize(1);
        try (SavedSession saved = new SessionStore(journal, InstantSource.system()).open("s-1")) {
            assertThat(saved.imagesKept()).isEqualTo(new ImagesKept(kept));
        }
    }

    private void heard(long seq, SessionEvent event) {
        events.add(event);
    }

    private RunResult run(ImagesKept kept) {
        try (Session session = Session.open(settings(), new Source(kept), tools(), this::heard, System::nanoTime)) {
            return session.run("Look at all of them");
        }
    }

    private Session reopen(FakeJournal instant) {
        SavedSession saved = new SessionStore(instant, InstantSource.system()).open("s-1");
        return Session.reopen(saved, 99, new Source(new ImagesKept(1)), tools(), (seq, event) -> {}, System::nanoTime);
    }

    private static SessionSettings settings() {
        return new SessionSettings("s-1", "/folder", MODEL, true, 99);
    }

    private static ToolRunner tools() {
        return new ToolRunner(List.of(new Look(noise())));
    }

    private List<SessionEvent.ImagesLeftOut> leftOut() {
        return events.stream()
                .filter(SessionEvent.ImagesLeftOut.class::isInstance)
                .map(SessionEvent.ImagesLeftOut.class::cast)
                .toList();
    }

    private List<List<JsonNode>> sent() {
        return server.requests().stream()
                .map(request -> StreamSupport.stream(
                                request.body().path("messages").spliterator(), false)
                        .toList())
                .toList();
    }

    private List<Long> imagesInRequests() {
        return sent().stream()
                .map(messages -> (long) ShownImages.in(messages).count())
                .toList();
    }

    private static String noise() {
        Random random = new Random(3);
        BufferedImage image = new BufferedImage(48, 48, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < 48; x++) {
            for (int y = 0; y < 48; y++) {
                image.setRGB(x, y, random.nextInt());
            }
        }
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", png);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getEncoder().encodeToString(png.toByteArray());
    }

    private final class Source implements MessageSource {

        private final ImagesKept kept;

        Source(ImagesKept kept) {
            this.kept = kept;
        }

        @Override
        public ImagesKept imagesKept() {
            return kept;
        }

        @Override
        public MessageStream open(ObjectNode conversation) {
            return MessageStream.open(client, params(conversation));
        }

        @Override
        public MessageStream resume(ObjectNode conversation, ReceivedMessage received) {
            return MessageStream.resume(client, params(conversation), received);
        }

        private static MessageCreateParams params(ObjectNode conversation) {
            return RawMessages.params(
                    conversation.deepCopy().put("model", MODEL).put("max_tokens", 1000));
        }
    }

    private record Look(String png) implements Tool {

        @Override
        public ToolDefinition definition() {
            return ToolDefinition.own("look", "Looks at an image.").withRequired("number", "integer", "Which one.");
        }

        @Override
        public ToolAccess access(ToolCall call) {
            return new ToolAccess.Nothing();
        }

        @Override
        public ToolResult run(ToolCall call, ToolOutput output) {
            return ToolResult.image("The next one:", "image/png", png);
        }
    }
}
