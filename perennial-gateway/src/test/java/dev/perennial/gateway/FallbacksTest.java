package dev.perennial.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perennial.client.ClientSettings;
import dev.perennial.client.Fallback;
import dev.perennial.client.PerennialSettings;
import dev.perennial.simulator.SimulatorServer;
import dev.perennial.simulator.SimulatorSettings;
import dev.perennial.simulator.text.TextBrain;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Messages that the upstream cannot give, and another can. */
@Timeout(60)
final class FallbacksTest {

    private static SimulatorServer simulator() {
        return SimulatorServer.start(
                SimulatorSettings.builder(TextBrain.ofCharacters(200)).build());
    }

    @Test
    void anotherModelAtAnotherServer_isAsked_andNamedInHeaderAndMessage() throws Exception {
        try (SimulatorServer first = simulator();
                SimulatorServer second = simulator();
                Door door = Door.before(
                        first.baseUrl(),
                        settings -> settings.withStreams(PerennialSettings.builder()
                                .fallbacks(
                                        List.of(Fallback.to("claude-sonnet-5-5").at(second.baseUrl())))
                                .build()))) {
            HttpResponse<String> streamed =
                    door.ask(door.to("/v1/messages"), Door.message("stream", true), "http-529~1-5");
            HttpResponse<String> whole =
                    door.ask(door.to("/v1/messages"), Door.message("whole", false), "http-529~1-5");

            assertThat(streamed.headers().firstValue("perennial-fallback")).contains("claude-sonnet-5-5 at 127.0.0.1");
            assertThat(streamed.body())
                    .contains("\"model\":\"claude-sonnet-5-5\"")
                    .contains("message_stop");
            assertThat(whole.headers().firstValue("perennial-fallback")).contains("claude-sonnet-5-5 at 127.0.0.1");
            assertThat(whole.body()).contains("\"model\":\"claude-sonnet-5-5\"");
        }
    }

    @Test
    void whatIsAnswered_namesNoFallback() throws Exception {
        try (SimulatorServer first = simulator();
                Door door = Door.before(
                        first.baseUrl(),
                        settings -> settings.withStreams(PerennialSettings.builder()
                                .fallbacks(List.of(Fallback.to("claude-sonnet-5-5")))
                                .build()))) {
            HttpResponse<String> answer = door.ask(door.to("/v1/messages"), Door.message("hello", true), "http-529");

            assertThat(answer.headers().firstValue("perennial-fallback")).isEmpty();
            assertThat(answer.body()).contains("\"model\":\"claude-opus-5-5\"");
        }
    }

    @Test
    void otherClientsOfTheApi_areNothingForAGateway() {
        PerennialSettings streams = PerennialSettings.builder()
                .fallbacks(List.of(Fallback.to("m").by(ClientSettings.defaults())))
                .build();

        assertThatThrownBy(() -> GatewaySettings.DEFAULT.withStreams(streams))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("fallback");
    }

    @Test
    void thisGatewayItself_isNoFallback() {
        GatewaySettings settings = GatewaySettings.DEFAULT
                .withPort(7_499)
                .withStreams(PerennialSettings.builder()
                        .fallbacks(List.of(Fallback.to("m").at(URI.create("http://127.0.0.1:7499"))))
                        .build());

        assertThatThrownBy(() -> Gateway.start(settings))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("this gateway itself");
    }

    @Test
    void theListOfTheDocument_starts() {
        Map<String, String> environment =
                Map.of("AWS_REGION", "us-east-1", "AWS_ACCESS_KEY_ID", "a", "AWS_SECRET_ACCESS_KEY", "s");
        List<Fallback> list = Fallback.parse(
                "https://eu.gateway.example#claude-opus-5-5,bedrock:eu-west-1/eu.anthropic.claude-opus-5-5,"
                        + "claude-sonnet-5-5",
                environment);
        GatewaySettings settings = GatewaySettings.DEFAULT
                .withPort(0)
                .withStreams(PerennialSettings.builder().fallbacks(list).build());

        try (Gateway gateway = Gateway.start(settings)) {
            assertThat(gateway.uri().getPort()).isPositive();
        }
    }
}
