package dev.perennial.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.http.Headers;
import dev.perennial.simulator.limit.Limits;
import org.junit.jupiter.api.Test;

/** Counting tokens has a limit of requests of its own: platform.claude.com, "Token counting", "Rate limits". */
final class CountTokensLimitTest {

    private static final String BODY =
            "{\"model\":\"claude-opus-5-5\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
    private static final String MESSAGE = BODY.replaceFirst("\\{", "{\"max_tokens\":9,");

    private final Simulator simulator = new Simulator(SimulatorSettings.builder(prompt -> Reply.text("Fine."))
            .clock(new FakeClock())
            .limits(Limits.of(2, 1_000, 1_000))
            .build());

    private SimulatedResponse post(String path, String body) {
        Headers headers = Headers.of("x-api-key", "k", "anthropic-version", "2023-06-01");
        return simulator.handle(new SimulatedRequest("POST", path, "", headers, body.getBytes(UTF_8)));
    }

    private SimulatedResponse count() {
        return post("/v1/messages/count_tokens", BODY);
    }

    @Test
    void counts_moreThanTheLimit_are429AndLeaveMessagesAlone() {
        assertThat(count().status()).isEqualTo(200);
        assertThat(count().status()).isEqualTo(200);
        SimulatedResponse refused = count();

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.headers().first("retry-after")).contains("30");
        assertThat(post("/v1/messages", MESSAGE).status()).isEqualTo(200);
    }

    @Test
    void messages_moreThanTheLimit_leaveCountsAlone() {
        post("/v1/messages", MESSAGE);
        post("/v1/messages", MESSAGE);

        assertThat(post("/v1/messages", MESSAGE).status()).isEqualTo(429);
        assertThat(count().status()).isEqualTo(200);
    }

    @Test
    void headers_tellOfRequestsOnly() {
        Headers headers = count().headers();

        assertThat(headers.first("anthropic-ratelimit-requests-remaining")).contains("1");
        assertThat(headers.first("anthropic-ratelimit-input-tokens-limit")).isEmpty();
    }
}
