package dev.perennial.client.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.models.Prices;
import dev.perennial.models.TokenPrices;
import dev.perennial.models.TokenUsage;
import dev.perennial.stream.recovery.AttemptReport;
import dev.perennial.stream.recovery.Call;
import dev.perennial.stream.recovery.Omitted;
import dev.perennial.stream.recovery.Progress;
import dev.perennial.stream.recovery.Report;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is paid once and what again, of each kind of token. */
final class BillTest {

    private static final Prices PRICES = Prices.of(TokenPrices.of("1", "10", "2", "3", "0.5"));

    private static Report report(TokenUsage message, Omitted omitted, TokenUsage... attempts) {
        List<AttemptReport> reports =
                List.of(attempts).stream().map(BillTest::attempt).toList();
        return new Report(new Progress("msg_1", "m", List.of(), Optional.empty(), message), reports, omitted);
    }

    private static AttemptReport attempt(TokenUsage usage) {
        return attempt(usage, false);
    }

    private static AttemptReport attempt(TokenUsage usage, boolean fast) {
        return new AttemptReport(
                1,
                Call.Shape.ORIGINAL,
                Optional.empty(),
                Optional.empty(),
                Duration.ZERO,
                usage,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                fast);
    }

    @Test
    void of_oneAttempt_isPaidOnce() {
        TokenUsage usage = new TokenUsage(1, 2, 3, 4, 5);

        Bill bill = Bill.of(report(usage, Omitted.NONE, usage));

        assertThat(bill).isEqualTo(new Bill(usage, TokenUsage.NONE));
        assertThat(bill.all()).isEqualTo(usage);
    }

    @Test
    void of_textThatWentOn_paysForThePromptAgain_butForNoOutput() {
        TokenUsage first = new TokenUsage(10, 40, 1_000, 0, 0);
        TokenUsage second = new TokenUsage(60, 50, 0, 0, 1_000);

        Bill bill = Bill.of(report(new TokenUsage(10, 90, 1_000, 0, 0), Omitted.NONE, first, second));

        assertThat(bill.again()).isEqualTo(new TokenUsage(60, 0, 0, 0, 1_000));
    }

    @Test
    void of_thinkingThatWasLost_paysForItToo() {
        Bill bill = Bill.of(report(TokenUsage.of(10, 90), Omitted.NONE, TokenUsage.of(10, 500), TokenUsage.of(10, 90)));

        assertThat(bill.again()).isEqualTo(TokenUsage.of(10, 500));
    }

    @Test
    void of_estimateAboveTheBill_isNeverNegative() {
        Bill bill = Bill.of(report(TokenUsage.of(10, 99), Omitted.NONE, TokenUsage.of(10, 90)));

        assertThat(bill).isEqualTo(new Bill(TokenUsage.of(10, 90), TokenUsage.NONE));
    }

    @Test
    void of_attemptsThatAreLeftOut_countsThemToo() {
        Omitted omitted = new Omitted(300, TokenUsage.of(3_000, 0), false);

        Bill bill = Bill.of(report(TokenUsage.of(10, 5), omitted, TokenUsage.of(10, 5)));

        assertThat(bill.again()).isEqualTo(TokenUsage.of(3_000, 0));
    }

    @Test
    void money_isThatOfAllAttempts_inTwoParts() {
        Bill.Money money = Bill.money(
                report(TokenUsage.of(1_000, 300), Omitted.NONE, TokenUsage.of(1_000, 100), TokenUsage.of(1_100, 200)),
                PRICES);

        assertThat(money.once()).isEqualByComparingTo(new BigDecimal("0.004"));
        assertThat(money.again()).isEqualByComparingTo(new BigDecimal("0.0011"));
    }

    @Test
    void money_ofWhatWasServedInFastMode_isThatOfFastMode() {
        Prices prices = PRICES.withFast(TokenPrices.of("2", "20", "4", "6", "1"));
        TokenUsage usage = TokenUsage.of(1_000, 300);
        Progress message = new Progress("msg_1", "m", List.of(), Optional.empty(), usage);

        Bill.Money money = Bill.money(new Report(message, List.of(attempt(usage, true))), prices);

        assertThat(money.once()).isEqualByComparingTo(new BigDecimal("0.008"));
        assertThat(money.again()).isZero();
    }
}
