package dev.perennial.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.simulator.Reply;
import dev.perennial.simulator.SimulatorServer;
import dev.perennial.simulator.SimulatorSettings;
import dev.perennial.simulator.assume.Assumption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code probe} against the simulator, and {@code simulate --assume}. */
@Timeout(120)
final class ProbeCommandTest {

    @TempDir
    private Path folder;

    private static SimulatorSettings.Builder thinker() {
        return SimulatorSettings.builder(prompt -> Reply.of(
                Reply.thinkingBlock("Sheep..."),
                Reply.thinkingBlock("More sheep..."),
                Reply.textBlock("There are twelve of them.")));
    }

    /** What the simulator has both answers to. */
    static Stream<Arguments> answers() {
        return Arrays.stream(Assumption.values())
                .filter(a -> a != Assumption.REFUSED_REQUEST_CHARGES && a != Assumption.RATE_LIMITS_OF_5_5)
                .flatMap(a -> a.answers().stream().map(answer -> Arguments.of(a, answer)));
    }

    private Invocation probe(SimulatorServer server, String... flags) {
        String[] arguments = Stream.concat(
                        Stream.of("probe", "--base-url", server.baseUrl().toString()), Arrays.stream(flags))
                .toArray(String[]::new);
        return Invocation.in(folder).with("ANTHROPIC_API_KEY", "sk-very-secret").run(arguments);
    }

    private static JsonNode line(Invocation probe, Assumption assumption) {
        return probe.json().stream()
                .filter(l -> l.path("name").asText().equals(assumption.label()))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("answers")
    void probe_simulatorThatAssumes_isFoundOut(Assumption assumption, String answer) {
        try (SimulatorServer server =
                SimulatorServer.start(thinker().assume(assumption, answer).build())) {
            Invocation probe = probe(server, "--json");

            assertThat(probe.exitCode()).isZero();
            JsonNode line = line(probe, assumption);
            assertThat(line.path("answer").asText()).as(line.toString()).isEqualTo(answer);
            assertThat(line.path("as_assumed").asBoolean()).isEqualTo(answer.equals(assumption.defaultAnswer()));
        }
    }

    @Test
    void probe_defaults_areAsAssumedButForWhatCannotBeAsked() {
        try (SimulatorServer server = SimulatorServer.start(thinker().build())) {
            JsonNode result = probe(server, "--json").json().getLast();

            assertThat(result.path("as_assumed").asInt()).isEqualTo(Assumption.values().length - 1);
            assertThat(result.path("different").asInt()).isZero();
            assertThat(result.path("undecided").asInt()).isEqualTo(1);
        }
    }

    @Test
    void probe_forPeople_saysWhatWasSentAndWhatCameBackAndNeverTheKey() {
        try (SimulatorServer server = SimulatorServer.start(
                thinker().assume(Assumption.PREFIX_BINDING, "opt-in").build())) {
            Invocation probe = probe(server);

            assertThat(probe.err()).contains("a few US cents at most").doesNotContain("sk-very-secret");
            assertThat(probe.out())
                    .contains(Assumption.PARTIAL_TURN.question())
                    .contains("sent:     user, assistant [thinking, cut text], user; claude-opus-5-5, max_tokens 1")
                    .contains("answer:   accepted, as the simulator assumes")
                    .contains("answer:   opt-in, but the simulator assumes enforced: start it with --assume"
                            + " prefix-binding=opt-in")
                    .contains("answer:   undecided: only a limit that is used up could tell")
                    .contains("1 different, 1 undecided")
                    .doesNotContain("sk-very-secret");
        }
    }

    @Test
    void probe_withoutKeyAndServer_saysWhatItNeeds() {
        Invocation probe = Invocation.in(folder).run("probe");

        assertThat(probe.exitCode()).isEqualTo(2);
        assertThat(probe.err()).contains("ANTHROPIC_API_KEY", "--base-url");
        assertThat(probe.out()).isEmpty();
    }

    @Test
    void probe_unknownModel_isRejected() {
        try (SimulatorServer server = SimulatorServer.start(thinker().build())) {
            Invocation probe = probe(server, "--model", "claude-9");

            assertThat(probe.exitCode()).isEqualTo(3);
            assertThat(probe.err()).contains("404 model: claude-9", "--model");
        }
    }

    @Test
    void probe_serverThatIsNotThere_cannotBeReached() {
        Invocation probe = Invocation.in(folder).run("probe", "--base-url", "http://127.0.0.1:1");

        assertThat(probe.exitCode()).isEqualTo(4);
        assertThat(probe.err()).contains("http://127.0.0.1:1 cannot be reached: ");
    }

    @Test
    void probe_help_showsItsFlags() {
        assertThat(Invocation.in(folder).run("probe", "--help").out()).contains("--json", "--base-url", "few cents");
    }

    @Test
    void simulate_assumeList_showsEveryQuestionWithItsAnswers() {
        Invocation list = Invocation.in(folder).run("simulate", "--assume", "list");

        assertThat(list.exitCode()).isZero();
        assertThat(list.out())
                .contains("prefix-binding=enforced|opt-in", Assumption.PREFIX_BINDING.question())
                .contains(Arrays.stream(Assumption.values())
                        .map(Assumption::label)
                        .toArray(String[]::new));
    }

    @Test
    void simulate_assumeSomethingUnknown_isAUsageError() {
        Invocation name = Invocation.in(folder).run("simulate", "--assume", "nonsense=yes");
        Invocation answer = Invocation.in(folder).run("simulate", "--assume", "partial-turn=maybe");

        assertThat(name.exitCode()).isEqualTo(2);
        assertThat(name.err()).contains("`nonsense`", "partial-turn");
        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.err()).contains("`maybe`", "say accepted or refused");
    }
}
