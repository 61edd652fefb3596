package dev.perennial.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.anthropic.errors.AnthropicIoException;
import com.anthropic.models.messages.MessageCreateParams;
import dev.perennial.stream.recovery.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a resume may cost, said for all requests or for one. */
final class ResumeTokensTest {

    /** A prompt of 25 + 7 + 3 tokens, and a text that breaks before a word of it was said. */
    private static final ScriptedServer.Script BREAKS = e -> {
        e.startStream();
        e.chunk(Wire.START);
        e.reset();
    };

    @ParameterizedTest
    @CsvSource({"34, 1, budget_spent", "35, 2, budget_spent", "70, 3, cut"})
    void create_prompt_isBoughtAgainAsLongAsTheLimitAllows(long limit, int requests, String code) throws Exception {
        try (ScriptedServer server = ScriptedServer.http(BREAKS);
                UnbrokenClient client =
                        UnbrokenClient.to(server.url(), s -> s.maxAttempts(3).maxResumeTokens(limit))) {
            Outcome outcome = outcome(client, OpenClient.hello());

            assertThat(outcome.code()).isEqualTo(code);
            assertThat(server.exchanges()).hasSize(requests);
        }
    }

    @Test
    void header_limitsOneRequestOnly() throws Exception {
        MessageCreateParams limited = OpenClient.hello().toBuilder()
                .putAdditionalHeader(Perennial.HEADER, "max-resume-tokens=0")
                .build();
        try (ScriptedServer server = ScriptedServer.http(BREAKS);
                UnbrokenClient client = UnbrokenClient.to(server.url(), s -> s.maxAttempts(2))) {
            assertThat(outcome(client, limited)).isInstanceOf(Outcome.BudgetSpent.class);
            assertThat(outcome(client, OpenClient.hello())).isInstanceOf(Outcome.Cut.class);

            assertThat(server.exchanges()).hasSize(3);
        }
    }

    @Test
    void builder_negativeLimit_namesFieldValueAndRange() {
        assertThatThrownBy(() -> PerennialSettings.builder().maxResumeTokens(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("maxResumeTokens is -1 but has to be at least 0");
    }

    @Test
    void builder_fromSettings_keepsTheLimit() {
        PerennialSettings limited =
                PerennialSettings.builder().maxResumeTokens(5_000).build();

        assertThat(limited.toBuilder().maxResumes(3).build().budgets().resumeTokens())
                .hasValue(5_000);
        assertThat(PerennialSettings.DEFAULT.budgets().resumeTokens()).isEmpty();
    }

    private static Outcome outcome(UnbrokenClient client, MessageCreateParams params) {
        AnthropicIoException ended = org.assertj.core.api.Assertions.catchThrowableOfType(
                AnthropicIoException.class, () -> client.sync().messages().create(params));
        return client.perennial().outcome(ended).orElseThrow();
    }
}
