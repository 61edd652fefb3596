package dev.perennial.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.simulator.Pace;
import dev.perennial.simulator.SimulatorSettings;
import dev.perennial.simulator.manner.Manner;
import dev.perennial.simulator.text.TextBrain;
import dev.perennial.testkit.SimulatorExtension;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Networks that change under a running gateway. */
@Timeout(90)
final class NetworkChangesTest {

    @RegisterExtension
    static final SimulatorExtension SIMULATOR =
            SimulatorExtension.withSettings(() -> SimulatorSettings.builder(TextBrain.ofCharacters(2_000))
                    .manner(Manner.OBEDIENT)
                    .pace(Pace.LIVELY)
                    .build());

    private Door door;

    @BeforeEach
    void open() {
        door = Door.before(SIMULATOR.baseUrl());
    }

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void streamThatRuns_whenTheNetworkChanges_goesOn_andNewOnesBegin() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<InputStream> response = client.send(
                    Door.asking(door.to("/v1/messages"), Door.message("first", true), "crlf")
                            .build(),
                    BodyHandlers.ofInputStream());
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
                assertThat(lines.readLine()).isEqualTo("event: message_start");
                door.networkChanged();

                String second = door.ask(door.to("/v1/messages"), Door.message("second", true), "crlf")
                        .body();
                List<String> rest = lines.lines().toList();

                assertThat(second).contains("message_stop").doesNotContain(": perennial");
                assertThat(rest).contains("event: message_stop").noneMatch(line -> line.startsWith(": perennial"));
            }
        }
    }
}
