package dev.perennial.app.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.perennial.gateway.GatewayClient;
import dev.perennial.gateway.GatewayListener;
import dev.perennial.gateway.ServedRequest;
import dev.perennial.governor.budget.Scope;
import dev.perennial.governor.budget.Spending;
import dev.perennial.models.Catalogue;
import dev.perennial.models.TokenUsage;
import dev.perennial.stream.recovery.AttemptReport;
import dev.perennial.stream.recovery.Call;
import dev.perennial.stream.recovery.Outcome;
import dev.perennial.stream.recovery.Progress;
import dev.perennial.stream.recovery.Report;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KeyRingTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-20T12:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    private KeyFile file;
    private Ledger ledger;

    @BeforeEach
    void open() {
        file = new KeyFile(folder, CLOCK);
        ledger = Ledger.open(folder);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    private KeyRing ring() {
        return new KeyRing(file, ledger, CLOCK, GatewayListener.NONE);
    }

    private static Optional<String> name(KeyRing ring, String secret) {
        return ring.find(secret).map(GatewayClient::name);
    }

    @Test
    void find_keysThatAreMadeAndTakenBackMeanwhile_countAtOnce() {
        KeyRing ring = ring();
        String ci = file.add("ci", Allowance.ALL);

        assertThat(name(ring, ci)).contains("ci");
        assertThat(name(ring, ci + "0")).isEmpty();
        assertThat(name(ring, "")).isEmpty();
        String bot = file.add("bot", Allowance.ALL);
        file.remove("ci");
        assertThat(name(ring, ci)).isEmpty();
        assertThat(name(ring, bot)).contains("bot");
        assertThat(ring.size()).isEqualTo(1);
    }

    @Test
    void find_aClientWhoseKeyStays_keepsItsGovernorWhenOthersChange() {
        String ci = file.add("ci", Allowance.ALL);
        KeyRing ring = ring();
        Object before = ring.find(ci).orElseThrow().governing();

        file.add("bot", Allowance.ALL);

        assertThat(ring.find(ci).orElseThrow().governing()).isSameAs(before);
    }

    @Test
    void find_whileTheFileIsSpoilt_thoseWhoWereKnownAre() throws IOException {
        String ci = file.add("ci", Allowance.ALL);
        KeyRing ring = ring();

        Files.writeString(file.path(), "{\"keys\":[{", StandardOpenOption.TRUNCATE_EXISTING);

        assertThat(name(ring, ci)).contains("ci");
    }

    @Test
    void served_aMessage_isOnItsClientsAccountAndCountsAfterARestart() {
        String ci = file.add("ci", Allowance.ALL.with(Limit.TOKENS, BigDecimal.valueOf(1_000)));
        KeyRing ring = ring();

        ring.served(request("ci", "claude-opus-5-5", 400, 600));
        ring.served(request("", "claude-opus-5-5", 9_000, 9_000));

        assertThat(Ledger.read(folder)).hasSize(1);
        Spent spent =
                Ledger.read(folder).getOrDefault(new Account("ci", "2026-11-20", "claude-opus-5-5"), Spent.NOTHING);
        assertThat(spent.usage().total()).isEqualTo(1_000);
        assertThat(spent.dollars()).isPositive();
        try (Ledger later = Ledger.open(folder)) {
            KeyRing again = new KeyRing(file, later, CLOCK, GatewayListener.NONE);
            assertThat(again.find(ci)
                            .orElseThrow()
                            .governing()
                            .governor()
                            .orElseThrow()
                            .state()
                            .spent())
                    .extracting(Spending::tokens)
                    .containsOnly(1_000L);
        }
    }

    @Test
    void served_aModelThatNobodyKnows_fillsNoFile() {
        ring().served(request("ci", "made-up-by-a-client", 1, 1));

        assertThat(Ledger.read(folder).keySet()).containsExactly(new Account("ci", "2026-11-20", "other"));
    }

    @Test
    void read_aLineThatWasCut_leavesTheOthers() throws IOException {
        ring().served(request("ci", "claude-opus-5-5", 1, 1));
        Files.writeString(folder.resolve("spent.jsonl"), "{\"day\":\"2026-11-20\",\"cli", StandardOpenOption.APPEND);

        assertThat(Ledger.read(folder)).hasSize(1);
        try (Ledger again = Ledger.open(folder)) {
            again.add(new Account("bot", "2026-11-20", "other"), new Spent(1, TokenUsage.NONE, BigDecimal.ONE));
        }
        assertThat(Ledger.read(folder)).hasSize(2);
    }

    @Test
    void add_fromManyThreads_losesNoKey() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            String name = "client-" + i;
            threads.add(Thread.startVirtualThread(() -> file.add(name, Allowance.ALL)));
        }
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(file.keys()).hasSize(20);
    }

    @Test
    void served_byAnotherGateway_countsHereFromTheNextRequestOn() {
        String ci = file.add("ci", Allowance.ALL.with(Limit.TOKENS, BigDecimal.valueOf(1_000)));
        file.add("bot", Allowance.ALL);
        KeyRing here = ring();
        try (Ledger shared = Ledger.open(folder)) {
            KeyRing there = new KeyRing(file, shared, CLOCK, GatewayListener.NONE);

            here.served(request("ci", "claude-opus-5-5", 100, 100));
            there.served(request("ci", "claude-opus-5-5", 300, 400));
            there.served(request("bot", "claude-opus-5-5", 5_000, 5_000));
            here.served(request("ci", "claude-opus-5-5", 50, 50));

            assertThat(tokens(here, ci)).containsOnly(700L);
            assertThat(tokens(here, ci)).containsOnly(700L);
            assertThat(tokens(there, ci)).containsOnly(300L);
        }
        assertThat(Ledger.read(folder)
                        .getOrDefault(new Account("ci", "2026-11-20", "claude-opus-5-5"), Spent.NOTHING)
                        .usage()
                        .total())
                .isEqualTo(1_000);
    }

    /** What its governor was told that others spent; what it spends itself it counts by itself. */
    private static List<Long> tokens(KeyRing ring, String secret) {
        return ring.find(secret).orElseThrow().governing().governor().orElseThrow().state().spent().stream()
                .map(Spending::tokens)
                .toList();
    }

    @Test
    void served_byAnotherModel_isPricedAndBookedAsThat() {
        ring().served(request("ci", "claude-opus-5-5", "claude-haiku-4-5", 1_000_000, 0));

        Map<Account, Spent> all = Ledger.read(folder);
        assertThat(all.keySet()).containsExactly(new Account("ci", "2026-11-20", "claude-haiku-4-5"));
        Spent served = all.values().iterator().next();
        assertThat(served.messages()).isEqualTo(1);
        assertThat(served.dollars())
                .isEqualByComparingTo(Catalogue.builtIn()
                        .get("claude-haiku-4-5")
                        .prices()
                        .cost(new TokenUsage(1_000_000, 0, 0, 0, 0)));
    }

    @Test
    void served_inFastMode_costsAsMuchAsFastModeDoes() {
        ring().served(request("ci", "claude-opus-5-5", "claude-opus-5-5", 1_000_000, 0, true));

        BigDecimal fast = Catalogue.builtIn().get("claude-opus-5-5").prices().fastCost(TokenUsage.of(1_000_000, 0));
        assertThat(Ledger.read(folder).values())
                .singleElement()
                .satisfies(spent -> assertThat(spent.dollars()).isEqualByComparingTo(fast));
        assertThat(fast)
                .isGreaterThan(
                        Catalogue.builtIn().get("claude-opus-5-5").prices().cost(TokenUsage.of(1_000_000, 0)));
    }

    @Test
    void served_byTheSameModelUnderItsFullName_isBookedAsTheOneAskedFor() {
        ring().served(request("ci", "claude-haiku-4-5", "claude-haiku-4-5-20251001", 1_000_000, 0));

        assertThat(Ledger.read(folder).keySet()).containsExactly(new Account("ci", "2026-11-20", "claude-haiku-4-5"));
    }

    @Test
    void served_byAModelThatNobodyKnows_isPricedAsTheOneAskedFor() {
        ring().served(request("ci", "claude-opus-5-5", "nobody-knows-it", 1_000_000, 0));

        assertThat(Ledger.read(folder).keySet()).containsExactly(new Account("ci", "2026-11-20", "claude-opus-5-5"));
    }

    @Test
    void served_aMessageThatNobodyPaidFor_fillsNoFile() throws IOException {
        ring().served(request("ci", "claude-opus-5-5", 0, 0));

        assertThat(folder.resolve("spent.jsonl")).isEmptyFile();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'input':-5",
                "'messages':-1",
                "'input':9000000000000000000",
                "'dollars':'-1'",
                "'dollars':'1e999999999'",
                "'dollars':'x'"
            })
    void news_aLineThatIsSpoilt_losesNoneOfThoseAroundIt(String spoilt) throws IOException {
        String good = "{'client':'ci','day':'2026-11-20','model':'other','messages':1,'input':3}\n";
        String bad = "{'client':'ci','day':'2026-11-20','model':'other'," + spoilt + "}\n";
        String lines = (good + bad + good).replace('\'', '"');
        Files.writeString(folder.resolve("spent.jsonl"), lines, StandardOpenOption.APPEND);

        Spent both = new Spent(2, TokenUsage.of(6, 0), BigDecimal.ZERO);
        assertThat(ledger.news().values()).containsExactly(both);
        assertThat(Ledger.read(folder).values()).containsExactly(both);
        Ledger.open(folder).close();
    }

    @Test
    void served_inATimeZoneWhereItIsTomorrow_countsHereOnceItIsTomorrowHere() {
        String ci = file.add("ci", Allowance.ALL.with(Limit.DAILY_TOKENS, BigDecimal.valueOf(1_000)));
        KeyRing here = ring();
        try (Ledger shared = Ledger.open(folder)) {
            shared.add(new Account("ci", "2026-11-19", "other"), new Spent(1, TokenUsage.of(1, 0), BigDecimal.ONE));
            shared.add(new Account("ci", "2026-11-21", "other"), new Spent(1, TokenUsage.of(700, 0), BigDecimal.ONE));
        }

        List<Spending> expected = List.of(
                new Spending(Scope.ALL, "", 701, BigDecimal.TWO),
                new Spending(Scope.DAY, "2026-11-20", 0, BigDecimal.ZERO),
                new Spending(Scope.DAY, "2026-11-21", 700, BigDecimal.ONE));
        assertThat(spent(here, ci)).containsExactlyInAnyOrderElementsOf(expected);
        try (Ledger later = Ledger.open(folder)) {
            KeyRing again = new KeyRing(file, later, CLOCK, GatewayListener.NONE);
            assertThat(spent(again, ci)).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @Test
    void served_whileOthersKeepTheFileLocked_isWrittenOnceTheyDoNot() throws IOException {
        Account ci = new Account("ci", "2026-11-20", "other");
        Spent one = new Spent(1, TokenUsage.of(3, 4), BigDecimal.ONE);
        try (Ledger impatient = Ledger.open(folder, Duration.ZERO);
                FileChannel other = FileChannel.open(folder.resolve("spent.jsonl"), StandardOpenOption.WRITE)) {
            try (FileLock _ = other.lock()) {
                impatient.add(ci, one);
                impatient.add(ci, one);
                assertThat(impatient.news()).isEmpty();
                assertThat(Ledger.read(folder)).isEmpty();
            }
            impatient.news();

            assertThat(Ledger.read(folder)).containsExactly(entry(ci, one.plus(one)));
            impatient.add(ci, one);
        }
        assertThat(Files.readAllLines(folder.resolve("spent.jsonl"))).hasSize(2);
    }

    private static List<Spending> spent(KeyRing ring, String secret) {
        return ring.find(secret)
                .orElseThrow()
                .governing()
                .governor()
                .orElseThrow()
                .state()
                .spent();
    }

    private static ServedRequest request(String key, String model, long input, long output) {
        return request(key, model, model, input, output);
    }

    private static ServedRequest request(String key, String model, String served, long input, long output) {
        return request(key, model, served, input, output, false);
    }

    private static ServedRequest request(
            String key, String model, String served, long input, long output, boolean fast) {
        Progress progress = new Progress("msg_1", model, List.of(), Optional.of("end_turn"));
        AttemptReport attempt = new AttemptReport(
                1,
                Call.Shape.ORIGINAL,
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(1),
                new TokenUsage(input, output, 0, 0, 0),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.of(served),
                fast);
        Outcome outcome = new Outcome.Complete(new Report(progress, List.of(attempt)), "end_turn", false);
        return new ServedRequest(
                "POST",
                "/v1/messages",
                "",
                key,
                OptionalInt.of(200),
                Duration.ofSeconds(1),
                Optional.of(new ServedRequest.ServedMessage(model, true, Optional.empty(), Duration.ZERO, outcome)));
    }
}
