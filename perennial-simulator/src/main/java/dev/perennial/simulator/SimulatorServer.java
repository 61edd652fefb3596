package dev.perennial.simulator;

import dev.perennial.http.Connection;
import dev.perennial.http.Exchange;
import dev.perennial.http.HttpServer;
import dev.perennial.http.HttpSettings;
import dev.perennial.http.Problem;
import dev.perennial.http.StreamingResponse;
import dev.perennial.simulator.fault.FaultGroup;
import dev.perennial.simulator.fault.FaultyGate;
import dev.perennial.simulator.limit.LimitControl;
import java.net.URI;
import java.util.List;

/**
 * The fake API on a port.
 *
 * <pre>{@code
 * Brain parrot = prompt -> Reply.text("You said: " + prompt.lastUserText());
 * try (SimulatorServer server = SimulatorServer.start(SimulatorSettings.builder(parrot).build())) {
 *     AnthropicClient client = AnthropicOkHttpClient.builder()
 *             .baseUrl(server.baseUrl().toString())
 *             .apiKey("any")
 *             .build();
 * }
 * }</pre>
 */
public final class SimulatorServer implements AutoCloseable {

    private final Simulator simulator;
    private final Sleeper sleeper;
    private final HttpServer http;

    private SimulatorServer(SimulatorSettings settings) {
        this.simulator = new Simulator(settings, settings.faults().notIn(FaultGroup.CONNECT));
        this.sleeper = settings.sleeper();
        this.http = HttpServer.start(address(settings), this::handle, this::refuse);
    }

    private static HttpSettings address(SimulatorSettings settings) {
        HttpSettings address = HttpSettings.DEFAULT
                .withHost(settings.host())
                .withPort(settings.port())
                .withGate(FaultyGate.of(settings.faults().in(FaultGroup.CONNECT)));
        return settings.tls().map(address::withTls).orElse(address);
    }

    /**
     * Starts a server.
     *
     * @throws dev.perennial.http.ServerStartException if the port is in use
     * @throws RequestLogException if the request log cannot be written
     */
    public static SimulatorServer start(SimulatorSettings settings) {
        return new SimulatorServer(settings);
    }

    /** What clients take as their base URL, such as {@code http://127.0.0.1:7430}. */
    public URI baseUrl() {
        return http.uri();
    }

    /** The port that the server listens on. */
    public int port() {
        return http.port();
    }

    /** The newest requests, oldest first; see {@link Simulator#requests}. */
    public List<LoggedRequest> requests() {
        return simulator.requests();
    }

    /** Reads and changes the rate limits while the server runs. */
    public LimitControl limits() {
        return simulator.limits();
    }

    /** Stops at once; open streams are cut. */
    @Override
    public void close() {
        http.close();
    }

    private void handle(Exchange exchange) throws InterruptedException {
        SimulatedResponse response = inProtocolOf(exchange.connection(), simulator.handle(request(exchange)));
        try {
            send(response, exchange, sleeper(exchange.connection()));
        } finally {
            RequestLog.abandoned(response);
        }
    }

    private static SimulatedResponse inProtocolOf(Connection connection, SimulatedResponse response) {
        return connection.isHttp2() && response instanceof SimulatedResponse.Broken broken
                ? broken.overHttp2().<SimulatedResponse>map(stream -> stream).orElse(broken)
                : response;
    }

    /** Who really sleeps is woken when the client leaves; other sleepers have a time of their own. */
    private Sleeper sleeper(Connection connection) {
        return sleeper.equals(Sleeper.REAL) ? connection::pause : sleeper;
    }

    private static void send(SimulatedResponse response, Exchange exchange, Sleeper sleeper)
            throws InterruptedException {
        if (response.delay().isPositive()) {
            sleeper.sleep(response.delay());
        }
        switch (response) {
            case SimulatedResponse.Whole whole -> exchange.respond(whole.status(), whole.headers(), whole.body());
            case SimulatedResponse.Stream stream -> stream(stream, exchange, sleeper);
            case SimulatedResponse.Broken broken ->
                new BrokenWriter(exchange.connection(), sleeper).write(broken.steps());
        }
    }

    /** What is no proper HTTP gets the API's form of an error, too. */
    private void refuse(Exchange exchange, Problem problem) {
        SimulatedResponse.Whole refusal = simulator.refuse(problem.status(), problem.message());
        exchange.respond(refusal.status(), refusal.headers().with(problem.headers()), refusal.body());
    }

    private static SimulatedRequest request(Exchange exchange) {
        return new SimulatedRequest(
                exchange.method(),
                exchange.path(),
                exchange.query(),
                exchange.headers(),
                exchange.bodyUpTo(Simulator.MAX_BODY_BYTES + 1L));
    }

    private static void stream(SimulatedResponse.Stream stream, Exchange exchange, Sleeper sleeper)
            throws InterruptedException {
        StreamingResponse response = exchange.stream(stream.status(), stream.headers());
        new StreamWriter(response, exchange.connection(), sleeper).write(stream.steps());
    }
}
