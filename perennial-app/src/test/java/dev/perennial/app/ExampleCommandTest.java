package dev.perennial.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.examples.Example;
import dev.perennial.examples.Examples;
import dev.perennial.simulator.Reply;
import dev.perennial.testkit.SimulatorExtension;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code example}. */
@Timeout(60)
final class ExampleCommandTest {

    @RegisterExtension
    static final SimulatorExtension SIMULATOR =
            SimulatorExtension.withBrain(prompt -> Reply.text("You said: " + prompt.lastUserText()));

    @TempDir
    private Path folder;

    @Test
    void example_withoutName_listsAll() {
        Invocation list = Invocation.in(folder).run("example");

        assertThat(list.exitCode()).isZero();
        assertThat(list.out().lines())
                .hasSameSizeAs(Examples.all())
                .anyMatch(line -> line.matches("basic-text +text as it comes"));
        assertThat(list.out())
                .contains(Examples.all().stream().map(Example::name).toList());
    }

    @Test
    void example_withoutKey_runsOnTheSimulatorAndSaysSo() {
        Invocation example = Invocation.in(folder).run("example", "final-message");

        assertThat(example.exitCode()).as(example.err()).isZero();
        assertThat(example.err()).contains("simulated", "ANTHROPIC_API_KEY");
        assertThat(example.out()).contains("2+2 = 4", "Stop reason: end_turn");
    }

    @Test
    void example_withBaseUrlAndModel_asksThere() {
        Invocation example = Invocation.in(folder)
                .run(
                        "example",
                        "basic-text",
                        "--base-url",
                        SIMULATOR.baseUrl().toString(),
                        "--model",
                        "claude-haiku-5-5");

        assertThat(example.out()).isEqualTo("You said: Write a short story\n");
        assertThat(example.err()).doesNotContain("simulated");
        assertThat(SIMULATOR.requests().getLast().body().path("model").asText()).isEqualTo("claude-haiku-5-5");
    }

    @Test
    void example_source_printsTheProgram() {
        Invocation source = Invocation.in(folder).run("example", "basic-text", "--source");

        assertThat(source.exitCode()).isZero();
        assertThat(source.out()).startsWith("package dev.perennial.examples;").contains("stream.text()");
        assertThat(source.err()).isEmpty();
    }

    @Test
    void example_unknownName_namesTheNearest() {
        Invocation wrong = Invocation.in(folder).run("example", "basic-txt");

        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err()).contains("`basic-txt`", "basic-text");
    }

    @Test
    void example_apiRefuses_saysSoAndIsRejected() {
        Invocation refused = Invocation.in(folder)
                .run("example", "basic-text", "--base-url", SIMULATOR.baseUrl() + "/fault/http-401");

        assertThat(refused.exitCode()).isEqualTo(3);
        assertThat(refused.err()).contains("401");
    }

    @Test
    void example_nobodyThere_isInterrupted() {
        Invocation unreachable = Invocation.in(folder).run("example", "basic-text", "--base-url", "http://127.0.0.1:1");

        assertThat(unreachable.exitCode()).isEqualTo(4);
        assertThat(unreachable.err()).containsIgnoringCase("connect");
    }
}
