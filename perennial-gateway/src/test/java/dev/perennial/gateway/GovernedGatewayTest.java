package dev.perennial.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.client.governor.Governing;
import dev.perennial.client.governor.SharedGovernor;
import dev.perennial.governor.budget.Budget;
import dev.perennial.governor.budget.Scope;
import dev.perennial.governor.limit.Amounts;
import dev.perennial.models.Catalogue;
import dev.perennial.simulator.Reply;
import dev.perennial.simulator.SimulatorSettings;
import dev.perennial.simulator.limit.Limits;
import dev.perennial.testkit.SimulatorExtension;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** All clients of a gateway take turns under one governor. */
final class GovernedGatewayTest {

    private static final int CLIENTS = 60;

    /** Twenty requests a second. */
    private static final Limits LIMITS = Limits.of(1_200, 2_000_000, 400_000).withRequestWindow(Duration.ofSeconds(1));

    @RegisterExtension
    final SimulatorExtension simulator =
            SimulatorExtension.withSettings(() -> SimulatorSettings.builder(prompt -> Reply.text("Done."))
                    .limits(LIMITS)
                    .build());

    private final List<ServedRequest> served = new CopyOnWriteArrayList<>();

    private Door door(Governing governing) {
        return Door.before(
                simulator.baseUrl(),
                settings -> settings.withGoverning(governing).withListener(new GatewayListener() {
                    @Override
                    public void begun() {}

                    @Override
                    public void served(ServedRequest request) {
                        served.add(request);
                    }
                }));
    }

    @Test
    void clientsThatComeAtOnce_takeTurns_andNobodyIsRefused() throws Exception {
        SharedGovernor governor = SharedGovernor.with(SharedGovernor.USUAL);
        try (Door door = door(Governing.ON.by(governor));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<HttpResponse<String>>> answers = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                String body = Door.message("Task " + i, i % 2 == 0);
                answers.add(threads.submit(() -> door.ask(door.to("/v1/messages"), body, "crlf")));
            }
            for (Future<HttpResponse<String>> answer : answers) {
                assertThat(answer.get().statusCode()).isEqualTo(200);
            }
            assertThat(governor.state().statistics().refused()).isZero();
            assertThat(governor.state().statistics().completed()).isEqualTo(CLIENTS);
            assertThat(served)
                    .anyMatch(
                            request -> request.message().orElseThrow().queued().isPositive());
            String metrics = new String(door.send(door.to("/metrics")).body(), UTF_8);
            assertThat(metrics)
                    .contains("perennial_queue_wait_seconds_count")
                    .containsPattern("perennial_limit\\{key=\"127.0.0.1:[0-9]+#[0-9a-f]{8}\",lane=\"standard\","
                            + "limit=\"input-tokens\",models=\"opus-5-5\"} 2000000")
                    .contains("perennial_limit_remaining{")
                    .containsPattern("perennial_queue_length\\{[^}]*} 0");
        }
    }

    @Test
    void aClientWhoseDeadlineComesFirst_isToldAtOnceWhenToComeAgain() throws Exception {
        SharedGovernor slow = SharedGovernor.with(SharedGovernor.USUAL.withMost(new Amounts(1, 0, 0)));
        ClientProfile hasty = new ClientProfile("hasty/", Optional.of(Duration.ofSeconds(10)));
        try (Door door = Door.before(
                simulator.baseUrl(),
                settings -> settings.withGoverning(Governing.ON.by(slow)).withProfiles(List.of(hasty)))) {
            String body = Door.message("Hello", true);
            assertThat(door.ask(door.to("/v1/messages").header("User-Agent", "hasty/1"), body, "crlf")
                            .statusCode())
                    .isEqualTo(200);

            HttpResponse<String> late = door.ask(door.to("/v1/messages").header("User-Agent", "hasty/1"), body, "crlf");

            assertThat(late.statusCode()).isEqualTo(429);
            assertThat(late.headers().firstValueAsLong("retry-after").orElseThrow())
                    .isBetween(30L, 61L);
            assertThat(late.body()).contains("rate_limit_error");
            assertThat(simulator.requests()).hasSize(1);
        }
    }

    /** About as long as what the user allows a minute, so that an estimate cannot say on which side of it. */
    @Test
    void promptThatMayBeLargerThanTheLimit_isCountedFirst_withTheClientsOwnKey() throws Exception {
        SharedGovernor narrow = SharedGovernor.with(SharedGovernor.USUAL.withMost(new Amounts(0, 40_000, 0)));
        double characters = 40_000
                * 1.1
                * Catalogue.builtIn().get("claude-opus-5-5").tokenizer().charactersPerToken();
        String doubtful = Door.message("word ".repeat((int) (characters / 5)), true);
        try (Door door = door(Governing.ON.by(narrow))) {
            door.ask(door.to("/v1/messages"), Door.message("Hello", true), "crlf");

            HttpResponse<String> answer = door.ask(door.to("/v1/messages"), doubtful, "crlf");

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("message_stop");
            assertThat(simulator.requests().stream().map(request -> request.path()))
                    .containsExactly("/v1/messages", "/v1/messages/count_tokens", "/v1/messages");
            assertThat(simulator.requests().get(1).headers().first("x-api-key")).isPresent();
        }
    }

    @Test
    void aBudgetThatIsSpent_isToldInTheApisForm() throws Exception {
        SharedGovernor poor =
                SharedGovernor.with(SharedGovernor.USUAL.withBudgets(List.of(new Budget.Tokens(Scope.ALL, 5))));
        try (Door door = door(Governing.ON.by(poor))) {
            String body = Door.message("Hello", false);
            door.ask(door.to("/v1/messages"), body, "crlf");

            HttpResponse<String> spent = door.ask(door.to("/v1/messages"), body, "crlf");

            assertThat(spent.statusCode()).isEqualTo(429);
            assertThat(spent.headers().firstValue("x-should-retry")).contains("false");
            assertThat(spent.body()).contains("raise the budget to go on");
        }
    }

    @Test
    void aClientThatLeavesWhileItWaits_leavesTheQueueAtOnce() throws Exception {
        SharedGovernor slow = SharedGovernor.with(SharedGovernor.USUAL.withMost(new Amounts(1, 0, 0)));
        try (Door door = door(Governing.ON.by(slow));
                HttpClient client = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build()) {
            String body = Door.message("Hello", true);
            door.ask(door.to("/v1/messages"), body, "crlf");
            CompletableFuture<?> waits = client.sendAsync(
                    Door.asking(door.to("/v1/messages"), body, "crlf").build(), BodyHandlers.discarding());
            awaitWaiting(slow, 1);

            waits.cancel(true);

            awaitWaiting(slow, 0);
            assertThat(simulator.requests()).hasSize(1);
        }
    }

    private static void awaitWaiting(SharedGovernor governor, int count) {
        long since = System.nanoTime();
        while (governor.state().pools().getFirst().waiting().size() != count) {
            assertThat(System.nanoTime() - since).isLessThan(30_000_000_000L);
            LockSupport.parkNanos(2_000_000);
        }
    }

    @Test
    void nobodyGoverns_refusalsAreMetInstead() throws Exception {
        try (Door door = door(Governing.OFF)) {
            HttpResponse<String> answer = door.ask(door.to("/v1/messages"), Door.message("Hello", false), "crlf");

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(new String(door.send(door.to("/metrics")).body(), UTF_8)).doesNotContain("perennial_limit");
        }
    }
}
