package dev.perennial.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.stream.clocks.FixedThresholds;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the help says is what applies where nobody says anything. */
class SettingDefaultsTest {

    static Stream<Arguments> times() {
        FixedThresholds clocks = FixedThresholds.DEFAULT;
        return Stream.of(
                Arguments.of(Setting.FIRST_TOKEN_TIMEOUT, clocks.firstToken()),
                Arguments.of(Setting.STALL_TIMEOUT, clocks.text()),
                Arguments.of(Setting.TOOL_INPUT_TIMEOUT, clocks.toolInput()),
                Arguments.of(Setting.THINKING_TIMEOUT, clocks.thinking()));
    }

    @ParameterizedTest
    @MethodSource("times")
    void aTime_isThatOfTheClocks(Setting setting, Duration clock) {
        assertThat(Times.parse(setting.fallback())).contains(clock);
    }
}
