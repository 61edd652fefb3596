package dev.perennial.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.agent.Attempt;
import dev.perennial.agent.Outcome;
import dev.perennial.agent.RunResult;
import dev.perennial.models.Catalogue;
import dev.perennial.models.Prices;
import dev.perennial.models.TokenUsage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UsageLineTest {

    private static final TokenUsage USED = TokenUsage.of(1_000_000, 1_000);

    @ParameterizedTest
    @CsvSource({
        "claude-haiku-4-5-20251001, claude-haiku-4-5",
        "claude-opus-5-5, claude-opus-5-5",
        "nobody-knows-it, claude-opus-5-5",
        "'', claude-opus-5-5"
    })
    void cost_isThatOfWhoServedIt_orOfWhoWasAskedWhereNobodyKnows(String served, String priced) {
        Attempt attempt = new Attempt(1, "req_1", "end_turn", Duration.ofSeconds(1), USED, served);
        RunResult result = new RunResult(Outcome.COMPLETE, "", "", "end_turn", USED, List.of(attempt));

        assertThat(new UsageLine(() -> prices("claude-opus-5-5"), false).cost(result))
                .isEqualByComparingTo(prices(priced).cost(USED));
    }

    private static Prices prices(String model) {
        return Catalogue.builtIn().get(model).prices();
    }
}
