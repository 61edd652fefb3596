package dev.perennial.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.simulator.Reply;
import dev.perennial.testkit.SimulatorExtension;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code --temperature}, {@code --top-p} and {@code --top-k}. */
@Timeout(60)
final class SamplingFlagsTest {

    @RegisterExtension
    static final SimulatorExtension SIMULATOR = SimulatorExtension.withBrain(prompt -> Reply.text("Hello"));

    @TempDir
    private Path folder;

    @Test
    void run_modelThatTakesThem_isAskedWithThem() {
        Invocation run = run("--model", "claude-sonnet-4-6", "--temperature", "0.5", "--top-k", "40");

        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonNode sent = SIMULATOR.requests().getLast().body();
        assertThat(sent.path("temperature").asDouble()).isEqualTo(0.5);
        assertThat(sent.path("top_k").asInt()).isEqualTo(40);
        assertThat(sent.has("thinking")).isFalse();
        assertThat(SIMULATOR.requests().getLast().headers().first("anthropic-version"))
                .contains("2023-06-01");
    }

    @ParameterizedTest
    @CsvSource({
        "--temperature, 0.5, temperature is 0.5 but claude-opus-5-5 takes no sampling parameters",
        "--top-p, 0.9, top_p is 0.9 but claude-opus-5-5",
        "--top-k, 5, top_k is 5 but claude-opus-5-5",
        "--temperature, 1.5, temperature is 1.5 but it has to be from 0 to 1",
        "--temperature, hot, say a number",
    })
    void run_valueThatIsNotTaken_isRefusedBeforeTheRequest(String flag, String value, String said) {
        int before = SIMULATOR.requests().size();

        Invocation run = run(flag, value);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(said);
        assertThat(SIMULATOR.requests()).hasSize(before);
    }

    @Test
    void configPrint_showsThemWithTheirOrigin() {
        Invocation config = Invocation.in(folder)
                .with("PERENNIAL_TOP_P", "0.9")
                .run("config", "print", "--model", "claude-sonnet-4-6", "--temperature", "0.5");

        assertThat(config.out())
                .containsPattern("temperature +=.*0\\.5.*--temperature")
                .containsPattern("top-p +=.*0\\.9.*PERENNIAL_TOP_P");
    }

    private Invocation run(String... flags) {
        List<String> words = new ArrayList<>(
                List.of("run", "--no-tools", "--base-url", SIMULATOR.baseUrl().toString()));
        words.addAll(List.of(flags));
        words.add("Say hello");
        return Invocation.in(folder).run(words.toArray(String[]::new));
    }
}
