package dev.perennial.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.client.governor.Governing;
import dev.perennial.client.governor.SharedGovernor;
import dev.perennial.gateway.clients.StoryEvents;
import dev.perennial.governor.budget.Budget;
import dev.perennial.governor.budget.Scope;
import dev.perennial.governor.limit.Amounts;
import dev.perennial.http.Headers;
import dev.perennial.http.HttpHandler;
import dev.perennial.http.HttpServer;
import dev.perennial.http.HttpSettings;
import dev.perennial.models.Catalogue;
import dev.perennial.simulator.LoggedRequest;
import dev.perennial.simulator.Reply;
import dev.perennial.simulator.SimulatorSettings;
import dev.perennial.testkit.SimulatorExtension;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A gateway with keys of its own. */
final class ClientAccessTest {

    private static final String OWN = "sk-ant-the-gateways-own";
    private static final String REFUSAL =
            "{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"message\":\"no\"}}";
    private static final String ANSWER = StoryEvents.whole(10);
    private static final Governing FREE = governing(Amounts.NONE, List.of());

    @RegisterExtension
    final SimulatorExtension simulator = SimulatorExtension.withSettings(
            () -> SimulatorSettings.builder(prompt -> Reply.text("Done.")).build());

    private final Map<String, GatewayClient> limited = new ConcurrentHashMap<>();
    private final BlockingQueue<ServedRequest> served = new LinkedBlockingQueue<>();

    private static Governing governing(Amounts most, List<Budget> budgets) {
        return Governing.ON.by(
                SharedGovernor.with(SharedGovernor.USUAL.withMost(most).withBudgets(budgets)));
    }

    private Door door(Map<String, GatewayClient> clients) {
        return door(simulator.baseUrl(), clients);
    }

    private Door door(URI upstream, Map<String, GatewayClient> clients) {
        ClientAccess access =
                new ClientAccess(key -> Optional.ofNullable(clients.get(key)), Headers.of("x-api-key", OWN));
        return Door.before(
                upstream,
                settings -> settings.withAccess(access).withListener(new GatewayListener() {
                    @Override
                    public void begun() {}

                    @Override
                    public void served(ServedRequest request) {
                        served.add(request);
                    }
                }));
    }

    /** A client has its answer before the listener is told. */
    private ServedRequest nextServed() throws InterruptedException {
        return Objects.requireNonNull(served.poll(30, TimeUnit.SECONDS), "a request was served");
    }

    private static HttpRequest.Builder message(Door door, String header, String value) {
        return door.to("/v1/messages")
                .header(header, value)
                .header("anthropic-version", "2023-06-01")
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Door.message("Hello", false)));
    }

    private static int status(Door door, HttpRequest.Builder request) throws Exception {
        return door.send(request).statusCode();
    }

    @ParameterizedTest
    @CsvSource({"x-api-key,mine", "Authorization,Bearer mine", "authorization,bearer  mine"})
    void aKeyOfTheGateways_isReplacedByItsOwn(String header, String value) throws Exception {
        List<Headers> received = new CopyOnWriteArrayList<>();
        HttpHandler refusing = exchange -> {
            received.add(exchange.headers());
            exchange.respond(400, Headers.of("Content-Type", "application/json"), REFUSAL.getBytes(UTF_8));
        };
        try (HttpServer upstream = HttpServer.start(HttpSettings.DEFAULT, refusing);
                Door door = door(upstream.uri(), Map.of("mine", new GatewayClient("ci", FREE)))) {
            assertThat(status(door, message(door, header, value))).isEqualTo(400);
            assertThat(status(door, door.to("/v1/models").header(header, value)))
                    .isEqualTo(400);

            assertThat(received).hasSize(2).allSatisfy(headers -> {
                assertThat(headers.all("x-api-key")).containsExactly(OWN);
                assertThat(headers.all("authorization")).isEmpty();
            });
            assertThat(List.of(nextServed(), nextServed()))
                    .extracting(ServedRequest::key)
                    .containsOnly("ci");
        }
    }

    @ParameterizedTest
    @CsvSource({"x-api-key,other", "x-api-key," + OWN, "authorization,mine", "authorization,Basic mine", "x-other,mine"
    })
    void anyOtherKey_isRefusedBeforeTheUpstreamHearsOfIt(String header, String value) throws Exception {
        try (Door door = door(Map.of("mine", new GatewayClient("ci", FREE)))) {
            HttpResponse<byte[]> refused = door.send(message(door, header, value));

            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(new String(refused.body(), UTF_8))
                    .contains("authentication_error", "perennial keys add")
                    .doesNotContain(OWN);
            assertThat(status(door, door.to("/v1/models").header(header, value)))
                    .isEqualTo(401);
            assertThat(simulator.requests()).isEmpty();
        }
    }

    @Test
    void aClientsBudget_isItsOwn() throws Exception {
        GatewayClient poor =
                new GatewayClient("poor", governing(Amounts.NONE, List.of(new Budget.Tokens(Scope.ALL, 5))));
        try (Door door = door(Map.of("poor", poor, "rich", new GatewayClient("rich", FREE)))) {
            assertThat(status(door, message(door, "x-api-key", "poor"))).isEqualTo(200);

            HttpResponse<byte[]> spent = door.send(message(door, "x-api-key", "poor"));

            assertThat(spent.statusCode()).isEqualTo(429);
            assertThat(spent.headers().firstValue("x-should-retry")).contains("false");
            assertThat(status(door, message(door, "x-api-key", "rich"))).isEqualTo(200);
        }
    }

    @Test
    void aClientsLimit_isItsOwn() throws Exception {
        GatewayClient slow = new GatewayClient("slow", governing(new Amounts(1, 0, 0), List.of()));
        ClientProfile hasty = new ClientProfile("hasty/", Optional.of(Duration.ofSeconds(10)));
        ClientAccess access = new ClientAccess(
                key -> Optional.of(key.equals("slow") ? slow : new GatewayClient("quick", FREE)),
                Headers.of("x-api-key", OWN));
        try (Door door =
                Door.before(simulator.baseUrl(), s -> s.withAccess(access).withProfiles(List.of(hasty)))) {
            assertThat(status(door, message(door, "x-api-key", "slow").header("User-Agent", "hasty/1")))
                    .isEqualTo(200);

            HttpResponse<byte[]> late =
                    door.send(message(door, "x-api-key", "slow").header("User-Agent", "hasty/1"));

            assertThat(late.statusCode()).isEqualTo(429);
            assertThat(late.headers().firstValueAsLong("retry-after").orElseThrow())
                    .isBetween(30L, 61L);
            for (int i = 0; i < 3; i++) {
                assertThat(status(door, message(door, "x-api-key", "quick").header("User-Agent", "hasty/1")))
                        .isEqualTo(200);
            }
            assertThat(simulator.requests()).extracting(LoggedRequest::path).hasSize(4);
        }
    }

    /** All of them count with the gateway's key. */
    @Test
    void tooManyCountsForOneClient_areNotAskedForByOthers() throws Exception {
        AtomicInteger counts = new AtomicInteger();
        HttpHandler noCounts = exchange -> {
            exchange.body();
            if (exchange.path().endsWith("/count_tokens")) {
                counts.incrementAndGet();
                exchange.respond(429, Headers.of("retry-after", "60"), new byte[0]);
            } else {
                exchange.stream(200, Headers.of("Content-Type", "text/event-stream"))
                        .write(ANSWER.getBytes(UTF_8));
            }
        };
        ClientAccess access = new ClientAccess(
                key -> Optional.of(limited.computeIfAbsent(
                        key, k -> new GatewayClient(k, governing(new Amounts(0, 40_000, 0), List.of())))),
                Headers.of("x-api-key", OWN));
        String doubtful = "word ".repeat((int) (40_000
                * 1.1
                * Catalogue.builtIn().get("claude-opus-5-5").tokenizer().charactersPerToken()
                / 5));
        try (HttpServer upstream = HttpServer.start(HttpSettings.DEFAULT, noCounts);
                Door door = Door.before(upstream.uri(), s -> s.withAccess(access))) {
            for (String client : List.of("one", "two", "three")) {
                assertThat(status(door, message(door, "x-api-key", client))).isEqualTo(200);
                assertThat(status(
                                door,
                                message(door, "x-api-key", client)
                                        .POST(HttpRequest.BodyPublishers.ofString(Door.message(doubtful, false)))))
                        .isEqualTo(200);
            }
        }

        assertThat(counts).hasValue(1);
    }

    @Test
    void aKeyThatIsTakenBack_isRefusedFromThenOn() throws Exception {
        Map<String, GatewayClient> clients = new ConcurrentHashMap<>();
        clients.put("mine", new GatewayClient("ci", FREE));
        try (Door door = door(clients)) {
            assertThat(status(door, message(door, "x-api-key", "mine"))).isEqualTo(200);

            clients.clear();

            assertThat(status(door, message(door, "x-api-key", "mine"))).isEqualTo(401);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "POST,/v1/messages/batches",
        "GET,/v1/messages/batches/msgbatch_1/results",
        "GET,/v1/files",
        "POST,/v1/%6dessages",
        "POST,/v1/messages/",
        "GET,/v1/models/../files",
        "DELETE,/v1/models",
        "POST,/v1/complete"
    })
    void whatWouldNotBeCounted_isForNobody(String method, String path) throws Exception {
        try (Door door = door(Map.of("mine", new GatewayClient("ci", FREE)))) {
            HttpRequest.Builder request = door.to(path)
                    .header("x-api-key", "mine")
                    .method(method, HttpRequest.BodyPublishers.ofString(Door.message("Hello", false)));

            assertThat(status(door, request)).isEqualTo(403);
            assertThat(simulator.requests()).isEmpty();
        }
    }

    @Test
    void aMessageThatIsPackedOtherwise_isRefused() throws Exception {
        try (Door door = door(Map.of("mine", new GatewayClient("ci", FREE)))) {
            assertThat(status(door, message(door, "x-api-key", "mine").header("Content-Encoding", "br")))
                    .isEqualTo(403);
            assertThat(simulator.requests()).isEmpty();
        }
    }

    @Test
    void theGatewaysOwnPages_needNoKey() throws Exception {
        try (Door door = door(Map.of())) {
            assertThat(status(door, door.to("/healthz"))).isEqualTo(200);
            assertThat(status(door, door.to("/metrics"))).isEqualTo(200);
        }
    }
}
