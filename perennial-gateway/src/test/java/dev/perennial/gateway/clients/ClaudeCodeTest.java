package dev.perennial.gateway.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Claude Code: whatever breaks, and breaks in each of its requests, it works as with a healthy API. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
final class ClaudeCodeTest {

    private static final List<String> FAULTS =
            List.of("http-529", "reset@thinking:20", "silence-pings=1h@tool_input:40", "reset@text:10");

    private final Stage stage = Stage.open();
    private Heard healthy = new Heard(List.of(), 0);

    @TempDir
    private static Path home = Path.of("");

    @BeforeAll
    void talkWithoutGateway() throws IOException, InterruptedException {
        healthy = ClaudeCode.of(home).talk(new Talk("claude-code", Scenario.TOOLS, stage.api(), ""));
    }

    @AfterAll
    void close() {
        stage.close();
    }

    static Stream<String> faults() {
        return Stream.concat(Stream.of(""), Troubles.all() ? Troubles.IN_TOOLS.stream() : FAULTS.stream());
    }

    @ParameterizedTest
    @MethodSource("faults")
    void talk_somethingBreaks_isTheSameAsWithAHealthyApi(String fault) throws IOException, InterruptedException {
        Talk talk = new Talk("claude-code", Scenario.TOOLS, stage.gateway(), fault);

        Heard heard = ClaudeCode.of(home).talk(talk);

        assertThat(heard.lines())
                .contains("tool result: perennial-42", "exit: 0")
                .isEqualTo(healthy.lines());
    }
}
