package dev.perennial.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perennial.http.HttpSettings;
import dev.perennial.simulator.SimulatorSettings;
import dev.perennial.simulator.text.TextBrain;
import dev.perennial.testkit.SimulatorExtension;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A gateway that closes says so to those who are still reading. */
@Timeout(60)
final class ClosingTest {

    @RegisterExtension
    static final SimulatorExtension SIMULATOR = SimulatorExtension.withSettings(
            () -> SimulatorSettings.builder(TextBrain.ofCharacters(2_000)).build());

    @Test
    void close_messageStillRuns_endsWithAnErrorEvent() throws Exception {
        HttpSettings http = HttpSettings.DEFAULT.withCloseGrace(Duration.ofSeconds(2));
        Gateway gateway = Gateway.start(GatewaySettings.DEFAULT.withHttp(http).withUpstream(SIMULATOR.baseUrl()));
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<InputStream> response = client.send(
                    Door.asking(
                                    HttpRequest.newBuilder(URI.create(gateway.uri() + "/v1/messages")),
                                    Door.message("hello", true),
                                    "silence-pings=1h@text:900")
                            .build(),
                    BodyHandlers.ofInputStream());
            BufferedReader lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
            String line = lines.readLine();
            while (!line.contains("content_block_delta")) {
                line = lines.readLine();
            }

            CompletableFuture<Void> closed = CompletableFuture.runAsync(gateway::close);

            assertThat(lines.lines().collect(Collectors.joining("\n")))
                    .contains("event: error", "overloaded_error", "closes");
            closed.get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void start_beforeItself_isRefused() {
        GatewaySettings itself =
                GatewaySettings.DEFAULT.withPort(7_999).withUpstream(URI.create("http://localhost:7999/v1"));

        assertThatThrownBy(() -> Gateway.start(itself))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("itself");
    }
}
