package dev.perennial.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.simulator.Reply;
import dev.perennial.simulator.SimulatorServer;
import dev.perennial.simulator.SimulatorSettings;
import dev.perennial.simulator.manner.Manner;
import dev.perennial.simulator.text.TextBrain;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code probe --continuations} against the simulator's manners. */
@Timeout(120)
final class ProbeContinuationsTest {

    @TempDir
    private Path folder;

    private Invocation probe(SimulatorServer server, String... flags) {
        String[] arguments = Stream.concat(
                        Stream.of("probe", "--base-url", server.baseUrl().toString()), Arrays.stream(flags))
                .toArray(String[]::new);
        return Invocation.in(folder).with("ANTHROPIC_API_KEY", "sk-very-secret").run(arguments);
    }

    private static SimulatorServer writer(Manner manner) {
        return SimulatorServer.start(SimulatorSettings.builder(TextBrain.ofCharacters(900))
                .manner(manner)
                .build());
    }

    @ParameterizedTest
    @CsvSource({"OBEDIENT,tags,1", "EXACT,known_text,2", "CHATTY,known_text,2", "OTHER_WORDS,none,3", "REFUSES,none,3"})
    void continuations_ofEachManner_areToldApart(Manner manner, String proof, int asks) {
        try (SimulatorServer server = writer(manner)) {
            Invocation probe = probe(server, "--continuations", "3", "--json");
            List<JsonNode> lines = probe.json();

            assertThat(probe.exitCode()).isZero();
            assertThat(lines).hasSize(4);
            assertThat(lines.subList(0, 3)).allSatisfy(line -> {
                assertThat(line.path("proof").asText()).as(line.toString()).isEqualTo(proof);
                assertThat(line.path("asks").asInt()).isEqualTo(asks);
                assertThat(line.path("to_the_letter").asBoolean()).isEqualTo(manner == Manner.OBEDIENT);
                assertThat(line.path("same_words").asBoolean()).isEqualTo(!proof.equals("none"));
                assertThat(line.path("tokens_again").asLong()).isPositive();
            });
            assertThat(lines.getLast().path("proven").asInt()).isEqualTo(proof.equals("none") ? 0 : 3);
        }
    }

    @Test
    void continuations_forPeople_sayWhatTheyCostAndFound() {
        try (SimulatorServer server = writer(Manner.OBEDIENT)) {
            Invocation probe = probe(server, "--continuations", "2");

            assertThat(probe.err()).contains("2 continuations", "output tokens").doesNotContain("sk-very-secret");
            assertThat(probe.out())
                    .contains("proven by tags, as asked to the letter, the same words, about ")
                    .contains("2 of 2 proven, 2 at the first ask, 2 as asked to the letter");
        }
    }

    @Test
    void continuations_ofAnAnswerThatIsTooShort_sayWhatToDo() {
        try (SimulatorServer server = SimulatorServer.start(
                SimulatorSettings.builder(p -> Reply.of(Reply.textBlock("No."))).build())) {
            Invocation probe = probe(server, "--continuations", "2");

            assertThat(probe.exitCode()).isEqualTo(3);
            assertThat(probe.err()).contains("less than 80 characters", "--model");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "101", "many", "-1"})
    void continuations_ofAnotherNumber_areAUsageError(String number) {
        Invocation probe = Invocation.in(folder)
                .with("ANTHROPIC_API_KEY", "k")
                .run("probe", "--base-url", "http://127.0.0.1:1", "--continuations=" + number);

        assertThat(probe.exitCode()).isEqualTo(2);
        assertThat(probe.err()).contains("`" + number + "`", "1 to 100");
    }
}
