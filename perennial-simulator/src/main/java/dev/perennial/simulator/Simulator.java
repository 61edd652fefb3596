package dev.perennial.simulator;

import dev.perennial.simulator.internal.Identifiers;
import dev.perennial.simulator.internal.facts.ModelTable;
import dev.perennial.simulator.internal.limit.Limiter;
import dev.perennial.simulator.limit.LimitControl;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The fake API without a network: takes requests, gives responses. {@link SimulatorServer} puts it on a port.
 *
 * <p>Safe for use by several threads. Identifiers depend on the seed and on how many requests came before, so only
 * requests that are made one after the other give the same bytes again.
 */
public final class Simulator {

    /** The longest body that is taken: 32 MB. */
    public static final int MAX_BODY_BYTES = 32 << 20;

    private final SimulatorSettings settings;
    private final Limiter limiter;
    private final Endpoints endpoints;
    private final ResponseHeaders responseHeaders;
    private final RequestLog log;
    private final AtomicLong counter = new AtomicLong();

    /** A simulator that has not seen a request yet; the host and port of the settings mean nothing to it. */
    public Simulator(SimulatorSettings settings) {
        this.settings = settings;
        this.limiter = new Limiter(settings.limits(), settings.clock());
        this.endpoints = new Endpoints(settings, ModelTable.load(), limiter);
        this.responseHeaders = new ResponseHeaders(settings, limiter);
        this.log = new RequestLog(settings.requestLog());
    }

    /** Answers a request; never throws for what the request holds. */
    public SimulatedResponse handle(SimulatedRequest request) {
        long number = counter.incrementAndGet();
        Identifiers identifiers = new Identifiers(settings.seed(), number);
        Received received = Received.of(request);
        Answer answer = endpoints.answer(received, identifiers);
        log.add(
                entry(received, answer, identifiers),
                request.body().length,
                settings.clock().instant());
        return answer.toResponse(responseHeaders.of(identifiers, received), identifiers.requestId());
    }

    /** The newest requests, oldest first: at most 1,000, fewer if their bodies exceed 64 MB. */
    public List<LoggedRequest> requests() {
        return log.requests();
    }

    /** Reads and changes the rate limits while the simulator runs. */
    public LimitControl limits() {
        return limiter;
    }

    private static LoggedRequest entry(Received received, Answer answer, Identifiers identifiers) {
        SimulatedRequest request = received.request();
        return new LoggedRequest(
                identifiers.request(),
                request.method(),
                request.path(),
                request.query(),
                RequestLog.withoutSecrets(request.headers()),
                received.json(),
                answer.status(),
                identifiers.requestId());
    }
}
