package dev.perennial.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.client.AnthropicClient;
import dev.perennial.client.exchange.ExchangeEnd;
import dev.perennial.client.exchange.ExchangeListener;
import dev.perennial.client.exchange.SentRequest;
import dev.perennial.simulator.SimulatorSettings;
import dev.perennial.simulator.manner.Manner;
import dev.perennial.simulator.text.TextBrain;
import dev.perennial.testkit.SimulatorExtension;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every attempt is told before it is sent and when it is over, without anything that somebody could pay with. */
@Timeout(60)
final class ExchangesTest {

    private static final String KEY = "Zq8-tR5_wX2vN7kL4";

    @RegisterExtension
    static final SimulatorExtension SIMULATOR =
            SimulatorExtension.withSettings(() -> SimulatorSettings.builder(TextBrain.ofCharacters(2_000))
                    .manner(Manner.OBEDIENT)
                    .build());

    private final List<SentRequest> sent = new CopyOnWriteArrayList<>();
    private final List<ExchangeEnd> ended = new CopyOnWriteArrayList<>();

    private final Semaphore ends = new Semaphore(0);

    /** The last one may still be closing when its message is whole already. */
    private void awaitEnds(int count) throws InterruptedException {
        assertThat(ends.tryAcquire(count, 20, TimeUnit.SECONDS)).isTrue();
    }

    private AnthropicClient client(ClientSettings.Builder settings) {
        ExchangeListener listener = request -> {
            sent.add(request);
            return end -> {
                ended.add(end);
                ends.release();
            };
        };
        PerennialSettings perennial =
                PerennialSettings.builder().exchanges(listener).build();
        return ClientFactory.create(
                settings.interceptor(Perennial.with(perennial)).build());
    }

    @Test
    void exchanges_refusedThenCutThenWhole_areAllTold() throws Exception {
        AtomicInteger requests = new AtomicInteger();
        try (ScriptedServer server = ScriptedServer.http(exchange -> answer(exchange, requests.incrementAndGet()));
                OpenClient client =
                        new OpenClient(client(OpenClient.settings(server).apiKey(KEY)))) {
            MessageStream stream = client.stream();
            stream.finalMessage();
            stream.close();

            awaitEnds(3);
            assertThat(sent).hasSize(3);
            for (int i = 0; i < 3; i++) {
                assertThat(sent.get(i).method()).isEqualTo("POST");
                assertThat(sent.get(i).url()).isEqualTo(server.url() + "/v1/messages");
                assertThat(sent.get(i).headers())
                        .containsEntry("authorization", "…")
                        .containsKey("anthropic-version");
                assertThat(sent.get(i).bodyHash())
                        .isEqualTo(sha256(server.exchanges().get(i).body()));
            }
            assertThat(ended.get(0).status()).hasValue(500);
            assertThat(ended.get(0).error()).isEqualTo("{\"error\":\"Bearer … is not to my taste\"}");
            assertThat(ended.get(1).status()).isEmpty();
            assertThat(ended.get(1).how()).isEqualTo(ExchangeEnd.How.FAILED);
            assertThat(ended.get(2).status()).hasValue(200);
            assertThat(ended.get(2).headers()).containsEntry("request-id", "req_1");
            assertThat(ended.get(2).bytes()).isPositive();
            assertThat(ended).hasSize(3);
            assertThat(sent + " " + ended).doesNotContain(KEY);
        }
    }

    private static void answer(Exchange exchange, int number) throws java.io.IOException {
        switch (number) {
            case 1 ->
                exchange.respond(
                        500,
                        "application/json",
                        "{\"error\":\"" + exchange.header("Authorization").orElseThrow() + " is not to my taste\"}");
            case 2 -> exchange.reset();
            default -> {
                exchange.startStream();
                exchange.chunk(Wire.HELLO);
                exchange.endStream();
            }
        }
    }

    @Test
    void exchanges_atBedrock_haveNoKeys() throws Exception {
        try (BedrockFake bedrock = new BedrockFake(SIMULATOR.baseUrl(), CloudFault.CUT_IN_EVENT);
                OpenClient client = new OpenClient(client(ClientSettings.builder()
                        .provider(Provider.BEDROCK)
                        .baseUrl(bedrock.url())
                        .environment(BedrockFake.ENVIRONMENT)))) {
            client.sdk()
                    .messages()
                    .create(OpenClient.hello().toBuilder()
                            .model("us.anthropic.claude-opus-5-5-v1:0")
                            .build());

            assertThat(sent).hasSameSizeAs(bedrock.exchanges()).hasSizeGreaterThan(1);
            awaitEnds(sent.size());
            assertThat(ended).hasSameSizeAs(sent);
            assertThat(sent + " " + ended).doesNotContain(BedrockFake.SECRET_KEY, BedrockFake.ACCESS_KEY, "Signature=");
        }
    }

    @Test
    void exchanges_listenerThrows_nothingIsSent() throws Exception {
        try (ScriptedServer server = ScriptedServer.streaming(Wire.HELLO)) {
            ExchangeListener refusing = request -> {
                throw new IllegalStateException("the disk is full");
            };
            try (OpenClient client = OpenClient.of(OpenClient.settings(server)
                    .interceptor(Perennial.with(
                            PerennialSettings.builder().exchanges(refusing).build()))
                    .build())) {
                assertThat(Thrown.by(IllegalStateException.class, () -> client.stream()))
                        .hasMessage("the disk is full");
            }
            assertThat(server.exchanges()).isEmpty();
        }
    }

    private static String sha256(String body) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body.getBytes(UTF_8)));
    }

    @Test
    void exchanges_requestsForOtherThings_areNotTold() {
        AnthropicClient client = client(ClientSettings.builder()
                .baseUrl(SIMULATOR.baseUrl().toString())
                .environment(Map.of())
                .apiKey(KEY));
        client.models().list();
        client.close();

        assertThat(sent).isEmpty();
    }
}
