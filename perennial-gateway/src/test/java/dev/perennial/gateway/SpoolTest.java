package dev.perennial.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.simulator.SimulatorSettings;
import dev.perennial.simulator.manner.Manner;
import dev.perennial.simulator.text.TextBrain;
import dev.perennial.testkit.SimulatorExtension;
import java.net.http.HttpResponse;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Large requests wait for their stream's end in a file. */
@Timeout(60)
final class SpoolTest {

    @RegisterExtension
    static final SimulatorExtension SIMULATOR =
            SimulatorExtension.withSettings(() -> SimulatorSettings.builder(TextBrain.ofCharacters(2_000))
                    .manner(Manner.OBEDIENT)
                    .build());

    @ParameterizedTest
    @ValueSource(ints = {0, 1, Spool.MOST_IN_MEMORY, Spool.MOST_IN_MEMORY + 1, 3 << 20})
    void bytes_anyLength_areTheSameEachTime(int length) {
        byte[] body = new byte[length];
        new Random(3).nextBytes(body);
        try (Spool spool = Spool.of(body)) {
            assertThat(spool.bytes()).isEqualTo(body);
            assertThat(spool.bytes()).isEqualTo(body);
            assertThat(spool.publisher().contentLength()).isEqualTo(length);
        }
    }

    @Test
    void message_largeRequestThatBreaksTwice_isSentAgainFromTheFile() throws Exception {
        String body = Door.message("long ".repeat(100_000), true);
        try (Door door = Door.before(SIMULATOR.baseUrl())) {
            int before = SIMULATOR.requests().size();

            HttpResponse<String> response = door.ask(door.to("/v1/messages"), body, "eof@first+reset@text:700~2");

            assertThat(response.body()).contains("event: message_stop").doesNotContain("event: error");
            assertThat(SIMULATOR.requests()).hasSize(before + 3);
            assertThat(SIMULATOR.requests().get(before + 1).body())
                    .isEqualTo(SIMULATOR.requests().get(before).body());
        }
    }
}
