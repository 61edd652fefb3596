package dev.perennial.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimeoutsCommandTest {

    private static final String EVEN = "0,".repeat(21) + "10000";
    private static final String LONG = "0,".repeat(58) + "10000";

    @TempDir
    private Path folder;

    private void learned(String phase, String ended) throws IOException {
        Path home = Files.createDirectories(folder.resolve(".home"));
        Files.writeString(home.resolve("timings.json"), """
                {"version":1,"savedAt":"2026-11-20T12:00:00Z","gaps":[{"origin":"api.anthropic.com",
                 "model":"claude-opus-5-5","effort":"","phase":"%s","size":0,"ended":[%s],"seconds":400}]}
                """.formatted(phase, ended));
    }

    private Invocation timeouts(String... flags) {
        String[] words = new String[flags.length + 1];
        words[0] = "timeouts";
        System.arraycopy(flags, 0, words, 1, flags.length);
        return Invocation.in(folder).run(words);
    }

    @Test
    void beforeAnythingIsLearned_theFixedTimesAreShown() {
        Invocation shown = timeouts();

        assertThat(shown.exitCode()).isZero();
        assertThat(shown.out()).containsPattern("text +25 s").contains("nothing yet");
    }

    @Test
    void whatWasLearned_isShownWithItsReason() throws IOException {
        learned("text", EVEN);

        assertThat(timeouts().out())
                .contains("api.anthropic.com, claude-opus-5-5, effort not said")
                .containsPattern("text +10000 gaps +p50 42 ms.*limit 12 s +the least there is");
    }

    @Test
    void aTimeThatIsSet_isShownAsSuch() throws IOException {
        learned("text", EVEN);

        assertThat(timeouts("--stall-timeout", "40s").out())
                .containsPattern("text +40 s +set")
                .containsPattern("limit 40 s +set");
        assertThat(Invocation.in(folder)
                        .with("PERENNIAL_STALL_TIMEOUT", "40s")
                        .run("timeouts")
                        .out())
                .containsPattern("limit 40 s +set");
    }

    @Test
    void withAdaptiveOff_nothingLearnedCounts() throws IOException {
        learned("text", LONG);

        assertThat(timeouts().out()).containsPattern("limit 60 s +the most there is");
        assertThat(timeouts("--adaptive", "off").out())
                .contains("adaptive is off")
                .containsPattern("limit 25 s");
    }

    @Test
    void theInput_isShownWhereItCounts() throws IOException {
        learned("first_token", LONG);

        assertThat(timeouts().out()).contains("first token ≤8k");
    }

    @Test
    void anotherWordForAdaptive_isRefused() {
        Invocation refused = timeouts("--adaptive", "maybe");

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("adaptive").contains("maybe").contains("say on or off");
    }

    @Test
    void aRunOnTheSimulator_leavesNothingBehind() {
        Invocation run = Invocation.in(folder).run("run", "--no-tools", "Say hello.");

        assertThat(run.exitCode()).isZero();
        assertThat(folder.resolve(".home").resolve("timings.json")).doesNotExist();
    }
}
