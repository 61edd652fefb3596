package dev.perennial.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perennial.simulator.Reply;
import dev.perennial.simulator.SimulatorServer;
import dev.perennial.simulator.SimulatorSettings;
import dev.perennial.simulator.fault.Faults;
import dev.perennial.simulator.manner.Manner;
import dev.perennial.simulator.manner.ResumingBrain;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code run} while streams break. */
@Timeout(120)
final class RunUnbrokenTest {

    private static final String ANSWER =
            "The river rose in the night, and by morning the bridge was gone. ".repeat(4) + "Nobody had heard it go.";

    @TempDir
    private Path folder;

    @Test
    void run_streamThatBreaks_isWholeWithOneQuietLine() {
        Invocation run = run("reset@text:100");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEqualTo(ANSWER + "\n");
        assertThat(run.err()).contains("· resumed at once (connection lost)\n").contains("complete · 2 requests");
        assertThat(run.err().split("resumed", -1)).hasSize(2);
    }

    @Test
    void run_streamThatStalls_isWholeAndSaysHowLong() {
        Invocation run = run("silence-pings=1h@text:100", "--stall-timeout", "1s");

        assertThat(run.out()).isEqualTo(ANSWER + "\n");
        assertThat(run.err()).containsPattern("· resumed after \\d\\.\\d s \\(stalled\\)\n");
    }

    @Test
    void run_serverIsOverloadedFirst_isSentAgain() {
        Invocation run = run("http-529");

        assertThat(run.out()).isEqualTo(ANSWER + "\n");
        assertThat(run.err()).contains("· sent again after ", " (HTTP 529)\n");
    }

    @Test
    void run_modelThatIsOverloaded_givesWayToAnother_andSaysSo() {
        Invocation run = run("http-529~1-5", "--fallback", "claude-sonnet-5-5");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEqualTo(ANSWER + "\n");
        assertThat(run.err())
                .contains("asking claude-sonnet-5-5 instead (HTTP 529)\n")
                .doesNotContain("sent again at once");
    }

    @Test
    void run_streamThatNeverMends_endsStalledWithWhatArrived() throws Exception {
        Invocation run = run("silence-pings=1h@text:100~*", "--stall-timeout", "2s", "--max-resumes", "1", "--json");

        JsonNode result = new ObjectMapper().readTree(run.out().lines().toList().getLast());
        assertThat(run.exitCode()).isEqualTo(4);
        assertThat(result.path("outcome").asText()).isEqualTo("stalled");
        assertThat(ANSWER).startsWith(result.path("text").asText());
        assertThat(result.path("text").asText()).hasSizeGreaterThan(90);
        assertThat(result.path("attempts")).hasSize(2);
    }

    @Test
    void run_totalTimeIsOver_isALimitOfTheUsers() {
        Invocation run = run("silence-pings=1h@text:100~*", "--total-timeout", "600ms");

        assertThat(run.exitCode()).isEqualTo(5);
        assertThat(run.err()).contains("budget_spent");
    }

    @Test
    void run_tokensOfAResumeAreSpent_isALimitOfTheUsers() {
        Invocation run = run("reset@text:100", "--max-resume-tokens", "1");

        assertThat(run.exitCode()).isEqualTo(5);
        assertThat(run.err()).contains("budget_spent");
    }

    @Test
    void run_moreInASessionWithAFailedAttempt_goesOn() throws Exception {
        Invocation first = run("http-529", "--json");
        JsonNode started =
                new ObjectMapper().readTree(first.out().lines().findFirst().orElseThrow());

        Invocation more = run(List.of("--session", started.path("session").asText()), "http-529");

        assertThat(more.out()).isEqualTo(ANSWER + "\n");
    }

    private Invocation run(String faults, String... flags) {
        return run(Stream.concat(Stream.of("--no-tools"), Arrays.stream(flags)).toList(), faults);
    }

    private Invocation run(List<String> flags, String faults) {
        try (SimulatorServer server =
                SimulatorServer.start(SimulatorSettings.builder(ResumingBrain.over(prompt -> Reply.text(ANSWER)))
                        .manner(Manner.OBEDIENT)
                        .faults(Faults.parse(faults))
                        .build())) {
            List<String> words = new ArrayList<>(
                    List.of("run", "--base-url", server.baseUrl().toString()));
            words.addAll(flags);
            words.add("Tell me about the river");
            return Invocation.in(folder).run(words.toArray(String[]::new));
        }
    }
}
