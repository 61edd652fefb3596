package dev.perennial.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ClientProfileTest {

    @Test
    void recoveryFor_claudeCode_isDoneBeforeItGivesUp() {
        assertThat(GatewaySettings.DEFAULT
                        .recoveryFor("claude-cli/2.1.222 (external, cli)")
                        .consumerPatience())
                .hasValue(Duration.ofMinutes(4));
    }

    @Test
    void recoveryFor_others_takesAsLongAsItTakes() {
        assertThat(GatewaySettings.DEFAULT.recoveryFor("Anthropic/JS 1.0").consumerPatience())
                .isEmpty();
    }

    @Test
    void recoveryFor_severalFit_isThatOfTheFirst() {
        GatewaySettings settings = GatewaySettings.DEFAULT.withProfiles(
                List.of(new ClientProfile("claude-cli/9", Optional.empty()), ClientProfile.CLAUDE_CODE));

        assertThat(settings.recoveryFor("claude-cli/9.1").consumerPatience()).isEmpty();
        assertThat(settings.recoveryFor("claude-cli/2.1").consumerPatience()).isPresent();
    }

    @Test
    void firstPingFor_claudeCode_isNever_forOthersBeforeAMinuteIsOver() {
        GatewaySettings settings = GatewaySettings.DEFAULT;

        assertThat(settings.firstPingFor("claude-cli/2.1.222 (external, cli)")).isEmpty();
        assertThat(settings.firstPingFor("Anthropic/JS 1.0")).hasValue(Duration.ofSeconds(45));
        assertThat(settings.firstPingFor("")).hasValue(Duration.ofSeconds(45));
        assertThat(settings.withProfiles(List.of(new ClientProfile("x", Optional.empty())))
                        .firstPingFor("x"))
                .hasValue(Duration.ofSeconds(45));
    }

    @Test
    void profile_thatFitsNobodyOrWaitsForNothing_isRefused() {
        assertThatThrownBy(() -> new ClientProfile(" ", Optional.empty())).hasMessageContaining("agent");
        assertThatThrownBy(() -> new ClientProfile("x", Optional.of(Duration.ZERO)))
                .hasMessageContaining("patience");
        assertThatThrownBy(() -> new ClientProfile("x", Optional.empty(), Optional.of(Duration.ZERO)))
                .hasMessageContaining("firstPing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://host", "api.anthropic.com", "http:///v1", "https://host?x=1", "https://host#x"})
    void upstream_thatIsNoAddressOfAnApi_isRefused(String upstream) {
        assertThatThrownBy(() -> GatewaySettings.DEFAULT.withUpstream(URI.create(upstream)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(upstream);
    }
}
