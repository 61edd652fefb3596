package dev.perennial.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.simulator.SimulatorSettings;
import dev.perennial.simulator.manner.Manner;
import dev.perennial.simulator.text.TextBrain;
import dev.perennial.stream.recovery.AttemptReport;
import dev.perennial.stream.recovery.Cause;
import dev.perennial.testkit.SimulatorExtension;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a gateway tells about the requests that it serves, and about itself. */
@Timeout(60)
final class AccountsTest {

    @RegisterExtension
    static final SimulatorExtension SIMULATOR =
            SimulatorExtension.withSettings(() -> SimulatorSettings.builder(TextBrain.ofCharacters(2_000))
                    .manner(Manner.OBEDIENT)
                    .build());

    private final LinkedBlockingQueue<ServedRequest> served = new LinkedBlockingQueue<>();
    private Door door;

    @BeforeEach
    void open() {
        GatewayListener listener = new GatewayListener() {
            @Override
            public void begun() {
                throw new IllegalStateException("a listener of a test that fails");
            }

            @Override
            public void served(ServedRequest request) {
                served.add(request);
            }
        };
        door = Door.before(SIMULATOR.baseUrl(), settings -> settings.withListener(listener));
    }

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void served_messageThatBroke_tellsItsAttempts() throws Exception {
        door.ask(
                door.to("/v1/messages?beta=true").header("User-Agent", "claude-cli/2.1.0 (external, cli)"),
                Door.message("hello", true),
                "reset@text:700");

        ServedRequest request = next();
        assertThat(request.path()).isEqualTo("/v1/messages");
        assertThat(request.client()).isEqualTo("claude-cli/2.1.0");
        assertThat(request.status()).hasValue(200);
        assertThat(request.message()).hasValueSatisfying(message -> {
            assertThat(message.model()).isEqualTo("claude-opus-5-5");
            assertThat(message.streaming()).isTrue();
            assertThat(message.firstContent()).isPresent();
            assertThat(message.outcome().code()).isEqualTo("complete");
            assertThat(message.outcome().report().attempts())
                    .extracting(AttemptReport::cause)
                    .satisfiesExactly(
                            first -> assertThat(first).containsInstanceOf(Cause.Reset.class),
                            second -> assertThat(second).isEmpty());
        });
    }

    @Test
    void served_anythingElse_hasNoMessage() throws Exception {
        get("/v1/models");

        ServedRequest request = next();
        assertThat(request.message()).isEmpty();
        assertThat(request.status()).hasValue(401);
    }

    @Test
    void metrics_afterAMessageThatBroke_countIt() throws Exception {
        door.ask(door.to("/v1/messages"), Door.message("hello", true), "reset@text:700");
        next();

        assertThat(get("/metrics").body())
                .asString(UTF_8)
                .contains(
                        "perennial_messages_total{gen_ai_request_model=\"claude-opus-5-5\",outcome=\"complete\"} 1.0",
                        "perennial_attempts_total{gen_ai_request_model=\"claude-opus-5-5\",result=\"reset\"} 1.0",
                        "perennial_gateway_requests_total{status=\"200\"} 1.0",
                        "perennial_gateway_open_requests 0.0");
    }

    @Test
    void metrics_modelsThatClientsMadeUp_areOne() throws Exception {
        door.ask(door.to("/v1/messages"), "{\"model\":\"x1\",\"max_tokens\":1,\"messages\":[]}", "crlf");
        next();

        assertThat(get("/metrics").body())
                .asString(UTF_8)
                .contains("gen_ai_request_model=\"other\"")
                .doesNotContain("x1");
    }

    @Test
    void health_always_isOk() throws Exception {
        assertThat(get("/healthz").statusCode()).isEqualTo(200);
        assertThat(get("/readyz").statusCode()).isEqualTo(200);
    }

    @Test
    void ready_nobodyListensUpstream_isNot() throws Exception {
        try (Door nowhere = Door.before(URI.create("http://127.0.0.1:1"))) {
            HttpResponse<byte[]> response = nowhere.send(nowhere.to("/readyz"));

            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.body()).asString(UTF_8).contains("http://127.0.0.1:1", "refused");
        }
    }

    private HttpResponse<byte[]> get(String path) throws Exception {
        return door.send(door.to(path));
    }

    private ServedRequest next() throws InterruptedException {
        ServedRequest request = served.poll(30, TimeUnit.SECONDS);
        assertThat(request).isNotNull();
        return request;
    }
}
