package dev.perennial.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.app.keys.Account;
import dev.perennial.app.keys.Ledger;
import dev.perennial.app.keys.Spent;
import dev.perennial.models.TokenUsage;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KeysCommandTest {

    @TempDir
    Path folder;

    private Invocation keys(String... words) {
        String[] all = new String[words.length + 1];
        all[0] = "keys";
        System.arraycopy(words, 0, all, 1, words.length);
        return Invocation.in(folder).run(all);
    }

    private Path home() {
        return folder.resolve(".home");
    }

    @Test
    void add_aName_printsTheKeyAndKeepsOnlyItsHash() throws IOException {
        Invocation added = keys("add", "ci", "--daily-cost-budget", "$5", "--requests-per-minute", "60");

        assertThat(added.exitCode()).isZero();
        assertThat(added.out()).matches("perennial-[0-9a-f]{48}\n");
        assertThat(added.err()).contains("shown only now", "daily-cost-budget $5", "requests-per-minute 60");
        String kept = Files.readString(home().resolve("keys.json"));
        assertThat(kept).contains("\"ci\"").doesNotContain(added.out().strip());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home().resolve("keys.json"))))
                .isEqualTo("rw-------");
        assertThat(keys().out()).contains("ci ", "$0.00 today", "daily-cost-budget $5");
    }

    @Test
    void add_aNameThatHasAKey_isRefusedAndTheKeyStays() {
        keys("add", "ci");

        Invocation again = keys("add", "ci");

        assertThat(again.exitCode()).isEqualTo(2);
        assertThat(again.err()).contains("There is a key for `ci` already", "keys remove ci");
        assertThat(keys("--json").json()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "--cost-budget,none,say a sum",
        "--cost-budget,-1,say a sum",
        "--daily-cost-budget,0,say a sum",
        "--token-budget,1.5,say a whole number",
        "--requests-per-minute,0,say a whole number",
        "--input-tokens-per-minute,1e99,say a whole number"
    })
    void add_aWrongAmount_namesTheFlagTheValueAndTheWayOut(String flag, String value, String way) {
        Invocation wrong = keys("add", "ci", flag, value);

        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err()).contains(flag, value, way);
        assertThat(home().resolve("keys.json")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"'add'", "'add a b'", "'add ../x'", "'take a'", "'remove'", "'costs a b'", "'remove nobody'"})
    void run_wordsThatMeanNothing_saysWhatToSay(String words) {
        Invocation wrong = keys(words.split(" "));

        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err()).isNotBlank();
    }

    @Test
    void run_aLimitWithoutAdd_isRefused() {
        keys("add", "ci");

        assertThat(keys("remove", "ci", "--cost-budget", "5").err()).contains("goes with `keys add NAME`");
        assertThat(keys("--json").json()).hasSize(1);
    }

    @Test
    void remove_aName_leavesTheOthers() {
        keys("add", "ci");
        keys("add", "bot");

        assertThat(keys("remove", "ci").exitCode()).isZero();

        assertThat(keys("--json").json())
                .extracting(n -> n.path("name").asText())
                .containsExactly("bot");
    }

    @Test
    void costs_byDayClientAndModel_addUp() {
        keys("add", "ci");
        spend("2026-11-19", "ci", "claude-opus-5-5", "0.25");
        spend("2026-11-20", "ci", "claude-opus-5-5", "0.50");
        spend("2026-11-20", "ci", "claude-opus-5-5", "0.25");
        spend("2026-11-20", "bot", "claude-opus-5-5", "9");

        assertThat(keys().out()).contains("$0.75 today, $1.00 in all");
        assertThat(keys("costs", "--json").json())
                .extracting(n -> n.path("day").asText() + " " + n.path("client").asText() + " "
                        + n.path("messages").asInt() + " " + n.path("dollars").decimalValue())
                .containsExactly("2026-11-19 ci 1 0.25", "2026-11-20 bot 1 9", "2026-11-20 ci 2 0.75");
        assertThat(keys("costs", "ci").out()).contains("$0.7500").doesNotContain("bot");
    }

    private void spend(String day, String client, String model, String dollars) {
        try (Ledger ledger = Ledger.open(home())) {
            ledger.add(
                    new Account(client, day, model),
                    new Spent(1, new TokenUsage(10, 5, 0, 0, 0), new BigDecimal(dollars)));
        }
    }

    @Test
    void list_nothingThere_saysHowToBegin() {
        assertThat(keys().err()).contains("keys add NAME");
        assertThat(keys("--json").out()).isEmpty();
    }

    @Test
    void list_aSpoiltFile_namesItAndTheWayOut() throws IOException {
        keys("add", "ci");
        Path file = home().resolve("keys.json");
        String whole = Files.readString(file);
        Files.writeString(file, whole.substring(0, whole.length() / 2));

        Invocation spoilt = keys();

        assertThat(spoilt.exitCode()).isEqualTo(2);
        assertThat(spoilt.err()).contains("keys.json cannot be read", "mend or remove it");
        Files.writeString(file, whole.replace("\"made\"", "\"mode\""));
        assertThat(keys().err()).contains("the key of `ci` cannot be used: made is missing");
    }

    @Test
    void gateway_clientKeysWithoutOneOfItsOwn_saysWhatToSet() {
        Invocation poor = Invocation.in(folder).run("gateway", "--client-keys", "--port", "0");

        assertThat(poor.exitCode()).isEqualTo(2);
        assertThat(poor.err()).contains("--client-keys", "ANTHROPIC_API_KEY");
    }

    @Test
    void json_limits_areAsTheyWereGiven() {
        keys("add", "ci", "--cost-budget", "0.50", "--token-budget", "1000000");

        JsonNode limits = keys("--json").json().getFirst().path("limits");

        assertThat(limits.path("cost-budget").decimalValue()).isEqualByComparingTo("0.50");
        assertThat(limits.path("token-budget").asLong()).isEqualTo(1_000_000);
    }
}
