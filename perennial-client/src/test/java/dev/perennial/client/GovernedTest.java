package dev.perennial.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.anthropic.errors.AnthropicException;
import com.anthropic.models.messages.Message;
import dev.perennial.client.governor.Governing;
import dev.perennial.client.governor.SharedGovernor;
import dev.perennial.governor.GovernorSettings;
import dev.perennial.governor.Wait;
import dev.perennial.governor.budget.Budget;
import dev.perennial.governor.budget.Scope;
import dev.perennial.governor.limit.Amounts;
import dev.perennial.governor.limit.Dimension;
import dev.perennial.stream.recovery.Outcome;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Messages that have to wait for their turn, over sockets. */
final class GovernedTest {

    private static final String LIMITS = """
            anthropic-ratelimit-requests-limit: 60000
            anthropic-ratelimit-requests-remaining: 59999
            anthropic-ratelimit-input-tokens-limit: 1000000
            anthropic-ratelimit-input-tokens-remaining: 1000000
            anthropic-ratelimit-output-tokens-limit: 200000
            anthropic-ratelimit-output-tokens-remaining: 200000
            """;

    private static void stream(Exchange exchange, String headers) throws IOException {
        String head = "HTTP/1.1 200 OK\ncontent-type: text/event-stream\ntransfer-encoding: chunked\n" + headers + "\n";
        exchange.raw(head.replace("\n", "\r\n"));
        exchange.chunk(Wire.HELLO);
        exchange.endStream();
    }

    private static void refuse(Exchange exchange, String retryAfter) throws IOException {
        String body = "{\"type\":\"error\",\"error\":{\"type\":\"rate_limit_error\",\"message\":\"Slow.\"}}";
        String head = "HTTP/1.1 429 x\ncontent-type: application/json\nretry-after: " + retryAfter
                + "\ncontent-length: " + body.length() + "\n\n";
        exchange.raw(head.replace("\n", "\r\n") + body);
    }

    private static SharedGovernor governor(GovernorSettings settings) {
        return SharedGovernor.with(settings);
    }

    @Test
    void limits_areLearnedFromTheFirstResponse_andNothingIsSaidOfWaiting() throws Exception {
        SharedGovernor governor = governor(SharedGovernor.USUAL);
        try (ScriptedServer server = ScriptedServer.http(e -> stream(e, LIMITS));
                UnbrokenClient client = UnbrokenClient.to(server.url(), s -> s.governor(governor))) {
            Message first = client.sync().messages().create(OpenClient.hello());

            assertThat(first.content()).isNotEmpty();
            assertThat(governor.state().pools()).singleElement().satisfies(pool -> {
                assertThat(pool.levels()).hasEntrySatisfying(Dimension.INPUT, input -> {
                    assertThat(input.limit()).isEqualTo(1_000_000);
                    assertThat(input.known()).isTrue();
                });
                assertThat(pool.underWay()).isZero();
                assertThat(pool.pool().credential()).doesNotContain("test-key");
            });
            assertThat(governor.state().statistics().completed()).isEqualTo(1);
            assertThat(client.events()).noneMatch(PerennialEvent.Queued.class::isInstance);
        }
    }

    @Test
    void secondMessage_waitsForTheFirstHead_andSaysSo() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        try (ScriptedServer server = answeringAfter(answer);
                UnbrokenClient client = patient(server, governor(SharedGovernor.USUAL))) {
            CompletableFuture<Message> first = client.async().messages().create(OpenClient.hello());
            Eventually.holds(() -> server.exchanges().size() == 1);
            CompletableFuture<Message> second = client.async().messages().create(OpenClient.hello());
            PerennialEvent.Queued queued = awaited(client, PerennialEvent.Queued.class);
            assertThat(queued.forecast().reason()).isEqualTo(Wait.Reason.PROBE);
            assertThat(server.exchanges()).hasSize(1);

            answer.countDown();

            first.join();
            second.join();
            assertThat(awaited(client, PerennialEvent.Admitted.class).reason()).isEqualTo(Wait.Reason.PROBE);
        }
    }

    @Test
    void asyncCalls_thatWait_getTheirFuturesAtOnce() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        SharedGovernor governor = governor(SharedGovernor.USUAL);
        try (ScriptedServer server = answeringAfter(answer);
                UnbrokenClient client = patient(server, governor)) {
            List<CompletableFuture<Message>> calls = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                calls.add(client.async().messages().create(OpenClient.hello()));
            }
            Eventually.holds(() -> waiting(governor) >= 290);
            assertThat(calls).noneMatch(CompletableFuture::isDone);

            answer.countDown();

            assertThat(calls)
                    .allSatisfy(call -> assertThat(call.join().content()).isNotEmpty());
            assertThat(governor.state().statistics().refused()).isZero();
        }
    }

    @Test
    void interruptedCalls_leaveTheQueueAtOnce() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        SharedGovernor governor = governor(SharedGovernor.USUAL);
        try (ScriptedServer server = answeringAfter(answer);
                UnbrokenClient client = patient(server, governor)) {
            CompletableFuture<Message> first = client.async().messages().create(OpenClient.hello());
            Eventually.holds(() -> server.exchanges().size() == 1);
            List<Thread> callers = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                callers.add(Thread.startVirtualThread(() -> Thrown.by(
                        AnthropicException.class, () -> client.sync().messages().create(OpenClient.hello()))));
            }
            Eventually.holds(() -> waiting(governor) == 5);

            callers.forEach(Thread::interrupt);

            Eventually.holds(() -> waiting(governor) == 0);
            for (Thread caller : callers) {
                caller.join();
            }
            answer.countDown();
            assertThat(first.join().content()).isNotEmpty();
            assertThat(server.exchanges()).hasSize(1);
        }
    }

    private static ScriptedServer answeringAfter(CountDownLatch answer) {
        return ScriptedServer.http(e -> {
            answer.await();
            stream(e, LIMITS);
        });
    }

    /** Waits for the first answer as long as a test may last. */
    private static UnbrokenClient patient(ScriptedServer server, SharedGovernor governor) {
        return UnbrokenClient.to(
                server.url(), s -> s.governor(governor).headTimeouts(Duration.ofMinutes(1), Duration.ofMinutes(1)));
    }

    private static <T extends PerennialEvent> T awaited(UnbrokenClient client, Class<T> type) {
        Eventually.holds(() -> client.events().stream().anyMatch(type::isInstance));
        return client.events().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }

    private static int waiting(SharedGovernor governor) {
        return governor.state().pools().stream()
                .mapToInt(pool -> pool.waiting().size())
                .sum();
    }

    @Test
    void refusal_closesForAll_andTheMessageComesAllTheSame() throws Exception {
        SharedGovernor governor = governor(SharedGovernor.USUAL);
        List<Exchange> seen = new ArrayList<>();
        try (ScriptedServer server = ScriptedServer.http(e -> {
                    seen.add(e);
                    if (seen.size() == 1) {
                        refuse(e, "1");
                    } else {
                        stream(e, LIMITS);
                    }
                });
                UnbrokenClient client = UnbrokenClient.to(server.url(), s -> s.governor(governor))) {
            client.sync().messages().create(OpenClient.hello());

            assertThat(governor.state().statistics().refused()).isEqualTo(1);
            assertThat(governor.state().statistics().completed()).isEqualTo(1);
        }
    }

    @Test
    void aPauseLongerThanAnybodyWaits_isToldAtOnce_toThoseBehindToo() throws Exception {
        try (ScriptedServer server = ScriptedServer.http(e -> refuse(e, "3600"));
                UnbrokenClient client = UnbrokenClient.to(server.url())) {
            assertThatThrownBy(() -> client.sync().messages().create(OpenClient.hello()))
                    .isInstanceOf(AnthropicException.class);

            assertThatThrownBy(() -> client.sync().messages().create(OpenClient.hello()))
                    .isInstanceOf(AnthropicException.class)
                    .satisfies(thrown -> assertThat(client.perennial().outcome(thrown))
                            .containsInstanceOf(Outcome.RateLimited.class));
            assertThat(server.exchanges()).hasSize(1);
        }
    }

    @Test
    void budgetThatIsSpent_endsTheNextMessage_withAdvice() throws Exception {
        GovernorSettings settings =
                SharedGovernor.USUAL.withBudgets(List.of(new Budget.Money(Scope.ALL, new BigDecimal("0.0001"))));
        SharedGovernor governor = governor(settings);
        try (ScriptedServer server = ScriptedServer.http(e -> stream(e, LIMITS));
                UnbrokenClient client = UnbrokenClient.to(server.url(), s -> s.governor(governor))) {
            client.sync().messages().create(OpenClient.hello());

            assertThatThrownBy(() -> client.sync().messages().create(OpenClient.hello()))
                    .hasMessageContaining("raise the budget to go on")
                    .satisfies(thrown -> assertThat(client.perennial().outcome(thrown))
                            .containsInstanceOf(Outcome.BudgetSpent.class));
            assertThat(server.exchanges()).hasSize(1);
        }
    }

    @Test
    void aDeadlineThatCannotBeMet_isToldAtOnce() throws Exception {
        GovernorSettings slow = SharedGovernor.USUAL.withMost(new Amounts(1, 0, 0));
        try (ScriptedServer server = ScriptedServer.http(e -> stream(e, LIMITS));
                UnbrokenClient client = UnbrokenClient.to(
                        server.url(), s -> s.governor(governor(slow)).totalTimeout(Duration.ofSeconds(20)))) {
            client.sync().messages().create(OpenClient.hello());

            assertThatThrownBy(() -> client.sync().messages().create(OpenClient.hello()))
                    .satisfies(thrown -> assertThat(client.perennial().outcome(thrown))
                            .containsInstanceOf(Outcome.RateLimited.class));
            assertThat(server.exchanges()).hasSize(1);
        }
    }

    @Test
    void off_nothingIsAskedAndNothingIsLearned() throws Exception {
        SharedGovernor governor = governor(SharedGovernor.USUAL);
        Governing off = Governing.ON.by(governor).withOn(false);
        try (ScriptedServer server = ScriptedServer.http(e -> stream(e, LIMITS));
                UnbrokenClient client = UnbrokenClient.to(server.url(), s -> s.governing(off))) {
            client.sync().messages().create(OpenClient.hello());

            assertThat(governor.state().pools()).isEmpty();
        }
    }

    @Test
    void header_turnsItOffForOneRequest() throws Exception {
        SharedGovernor governor = governor(SharedGovernor.USUAL);
        try (ScriptedServer server = ScriptedServer.http(e -> stream(e, LIMITS));
                UnbrokenClient client = UnbrokenClient.to(server.url(), s -> s.governor(governor))) {
            client.sync()
                    .messages()
                    .create(OpenClient.hello().toBuilder()
                            .putAdditionalHeader(Perennial.HEADER, "governor=off")
                            .build());

            assertThat(governor.state().pools()).isEmpty();
        }
    }

    @Test
    void eachAttempt_asks_andGivesBackWhatItDidNotUse() throws Exception {
        SharedGovernor governor = governor(SharedGovernor.USUAL);
        List<Exchange> seen = new ArrayList<>();
        try (ScriptedServer server = ScriptedServer.http(e -> {
                    seen.add(e);
                    if (seen.size() == 1) {
                        e.startStream();
                        e.chunk(Wire.START);
                        e.socket().close();
                    } else {
                        stream(e, LIMITS);
                    }
                });
                UnbrokenClient client = UnbrokenClient.to(server.url(), s -> s.governor(governor))) {
            client.sync().messages().create(OpenClient.hello());

            assertThat(governor.state().statistics().admitted()).isEqualTo(2);
            assertThat(governor.state().statistics().broken()).isEqualTo(1);
            assertThat(governor.state().pools().getFirst().underWay()).isZero();
        }
    }
}
