package dev.perennial.gateway.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Claude Code: whatever breaks, and breaks in each of its requests, it works as with a healthy API. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
final class ClaudeCodeTest {

    /** The older one is asked with a budget for thinking that leaves one token of {@code max_tokens} for all else. */
    private static final List<String> MODELS = List.of(JvmClient.MODEL, "claude-haiku-4-5");

    private static final List<String> FAULTS =
            List.of("http-529", "reset@thinking:20", "silence-pings=1h@tool_input:40", "reset@text:10");

    private final Stage stage = Stage.open();
    private final Map<String, Heard> healthy = new HashMap<>();

    @TempDir
    private static Path home = Path.of("");

    @BeforeAll
    void talkWithoutGateway() throws IOException, InterruptedException {
        for (String model : MODELS) {
            healthy.put(model, talk(model, stage.api(), ""));
        }
    }

    @AfterAll
    void close() {
        stage.close();
    }

    static Stream<Arguments> breaks() {
        return Troubles.all()
                ? MODELS.stream().flatMap(m -> Troubles.IN_TOOLS.stream().map(f -> Arguments.of(m, f)))
                : FAULTS.stream().map(f -> Arguments.of(JvmClient.MODEL, f));
    }

    @ParameterizedTest
    @FieldSource("MODELS")
    void talk_nothingBreaks_isTheSameAsWithoutGateway(String model) throws IOException, InterruptedException {
        assertThat(talk(model, stage.gateway(), "").lines())
                .contains("tool result: perennial-42", "exit: 0")
                .isEqualTo(known(model).lines());
    }

    @ParameterizedTest
    @MethodSource("breaks")
    void talk_somethingBreaks_isTheSameAsWithAHealthyApi(String model, String fault)
            throws IOException, InterruptedException {
        assertThat(talk(model, stage.gateway(), fault).lines())
                .isEqualTo(known(model).lines());
    }

    private Heard known(String model) {
        return Objects.requireNonNull(healthy.get(model), model);
    }

    private static Heard talk(String model, URI url, String fault) throws IOException, InterruptedException {
        return ClaudeCode.of(home, model).talk(new Talk("claude-code " + model, Scenario.TOOLS, url, fault));
    }
}
