package dev.perennial.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.client.AnthropicClient;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.perennial.agent.journal.JournalEntry;
import dev.perennial.client.ClientFactory;
import dev.perennial.client.ClientSettings;
import dev.perennial.client.MessageStream;
import dev.perennial.client.Perennial;
import dev.perennial.client.PerennialSettings;
import dev.perennial.client.RawMessages;
import dev.perennial.client.exchange.ExchangeListener;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a session keeps of its exchanges, with a server that refuses once, repeats the key as it does, and then answers. */
@Timeout(60)
final class ExchangeEventsTest {

    private static final String KEY = "Zq8-tR5_wX2vN7kL4";
    private static final String ANSWER =
            event("""
            {"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"m",\
            "content":[],"stop_reason":null,"usage":{"input_tokens":3,"output_tokens":1}}}""") + event("""
            {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}""") + event("""
            {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"seven"}}""") + event("""
            {"type":"content_block_stop","index":0}""") + event("""
            {"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},\
            "usage":{"output_tokens":5}}""") + event("{\"type\":\"message_stop\"}");

    private final FakeJournal journal = new FakeJournal();
    private final List<String> lastTypes = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private AnthropicClient client;
    private volatile ExchangeListener listener = ExchangeListener.NONE;

    private static String event(String data) {
        return "event: " + Events.json(data).path("type").asText() + "\ndata: " + data + "\n\n";
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        PerennialSettings settings = PerennialSettings.builder()
                .exchanges(request -> listener.sending(request))
                .build();
        client = ClientFactory.create(ClientSettings.builder()
                .baseUrl("http://127.0.0.1:" + server.getAddress().getPort())
                .environment(Map.of())
                .apiKey(KEY)
                .maxRetries(0)
                .interceptor(Perennial.with(settings))
                .build());
    }

    @AfterEach
    void stop() {
        client.close();
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        lastTypes.add(journal.types().getLast());
        exchange.getRequestBody().readAllBytes();
        boolean first = lastTypes.size() == 1;
        String refusal = "{\"type\":\"error\",\"error\":{\"type\":\"api_error\",\"message\":\"not with "
                + exchange.getRequestHeaders().values() + "\"}}";
        byte[] body = (first ? refusal : ANSWER).getBytes(UTF_8);
        exchange.getResponseHeaders().set("content-type", first ? "application/json" : "text/event-stream");
        exchange.getResponseHeaders().set("x-echo", KEY);
        exchange.sendResponseHeaders(first ? 500 : 200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private RunResult run() {
        MessageSource source = new MessageSource() {
            @Override
            public MessageStream open(ObjectNode conversation) {
                return MessageStream.open(
                        client,
                        RawMessages.params(conversation
                                .deepCopy()
                                .put("model", "claude-opus-5-5")
                                .put("max_tokens", 100)));
            }

            @Override
            public void tellExchanges(ExchangeListener told) {
                listener = told;
            }
        };
        try (Session session = Session.open(
                new SessionStore(journal, InstantSource.system()),
                new SessionSettings("s-1", "/folder", "claude-opus-5-5", true, 9),
                source,
                new ToolRunner(List.of()),
                (seq, event) -> {},
                System::nanoTime)) {
            return session.run("How many?");
        }
    }

    @Test
    void exchanges_everyAttempt_isKeptBeforeItIsSentAndOnceWhenItIsOver() {
        assertThat(run().text()).isEqualTo("seven");

        assertThat(lastTypes).containsExactly("exchange_started", "exchange_started");
        List<SessionEvent.ExchangeEnded> kept = journal.read("s-1", 0, 1000).stream()
                .filter(entry -> entry.type().equals("exchange"))
                .map(entry -> EventReader.event(RawMessages.parse(entry.json())))
                .map(SessionEvent.ExchangeEnded.class::cast)
                .toList();
        assertThat(kept).hasSize(2);
        assertThat(kept.get(0).end().status()).hasValue(500);
        assertThat(kept.get(0).end().error()).contains("not with");
        assertThat(kept.get(1).end().status()).hasValue(200);
        assertThat(kept.get(1).started().number()).isEqualTo(2);
        assertThat(kept.get(1).started().request()).isEqualTo(1);
        assertThat(kept.get(1).started().sent().url()).endsWith("/v1/messages");
        assertThat(journal.types()).doesNotContain("exchange_started");
    }

    @Test
    void exchanges_keyInHeadersAndInTheAnswer_isNowhereInTheJournal() {
        run();

        assertThat(journal.batches().stream()
                        .flatMap(batch -> batch.entries().stream())
                        .map(JournalEntry::json))
                .isNotEmpty()
                .noneMatch(json -> json.contains(KEY));
    }

    @Test
    void end_ofResponse_isKeptTogetherWithWhatItCost() {
        run();

        assertThat(journal.batches().stream()
                        .map(batch ->
                                batch.entries().stream().map(JournalEntry::type).toList()))
                .anySatisfy(types -> assertThat(types).containsSubsequence("response_end", "attempt", "attempt"))
                .allSatisfy(types -> assertThat(types.contains("attempt")).isEqualTo(types.contains("response_end")));
    }
}
