package dev.perennial.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.simulator.fault.FaultCatalogue;
import dev.perennial.simulator.fault.FaultKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class FaultPageTest {

    private static final Pattern LINE = Pattern.compile("(?m)^\\| `([a-z0-9-]+)`(?: `[^`]*`)? \\| ([^|]+) \\|");

    @Test
    void committedPage_kinds_areExactlyThoseOfTheCatalogue() throws Exception {
        String page = Files.readString(Path.of("../docs/faults.md"));
        List<String> listed = LINE.matcher(page)
                .results()
                .map(m -> m.group(1) + ": " + m.group(2))
                .toList();

        assertThat(listed)
                .containsExactlyElementsOf(FaultCatalogue.kinds().stream()
                        .map(k -> k.name() + ": " + k.description())
                        .toList());
    }

    @Test
    void of_rows_countsTheirOutcomes() {
        FaultKind reset = FaultCatalogue.find("reset").orElseThrow();
        Verdict error = Verdict.error(new IllegalStateException("cut"));
        Verdict whole = new Verdict(Outcome.RECOVERED, "");

        assertThat(FaultPage.of(List.of(new Row(reset, error, Optional.of(Verdict.HANG), whole, whole))))
                .contains(
                        "fail in 1 ways",
                        "| `reset` `@text` | " + reset.description()
                                + " | `IllegalStateException` | whole after a retry | hangs | whole after a retry |");
    }

    @Test
    void ended_answer_isWholeShorterOrWrong() {
        Transcript whole = new Transcript("abc", "end_turn");

        assertThat(Verdict.ended(whole, whole, 1).outcome()).isEqualTo(Outcome.WHOLE);
        assertThat(Verdict.ended(whole, whole, 2).outcome()).isEqualTo(Outcome.RECOVERED);
        assertThat(Verdict.ended(new Transcript("ab", ""), whole, 1).outcome()).isEqualTo(Outcome.TRUNCATED);
        assertThat(Verdict.ended(new Transcript("abc", ""), whole, 1).outcome()).isEqualTo(Outcome.TRUNCATED);
        assertThat(Verdict.ended(new Transcript("abbc", "end_turn"), whole, 1).outcome())
                .isEqualTo(Outcome.WRONG);
    }

    @Test
    @Timeout(60)
    void trial_aFewKinds_areJudgedAsTheyAreKnown() throws Exception {
        try (FakeApi api = new FakeApi()) {
            assertThat(trial(api, "crlf").stream()).isEqualTo(new Verdict(Outcome.WHOLE, ""));
            assertThat(trial(api, "eof").stream()).isEqualTo(new Verdict(Outcome.TRUNCATED, ""));
            assertThat(trial(api, "error-overloaded").stream()).isEqualTo(new Verdict(Outcome.ERROR, "SseException"));
            assertThat(trial(api, "http-529").create()).isEqualTo(new Verdict(Outcome.RECOVERED, ""));
        }
    }

    private static Trial trial(FakeApi api, String kind) {
        return new Trial(api, FaultCatalogue.find(kind).orElseThrow(), false);
    }
}
