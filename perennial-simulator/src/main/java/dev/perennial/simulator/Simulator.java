package dev.perennial.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.simulator.fault.FaultInjector;
import dev.perennial.simulator.fault.FaultSyntaxException;
import dev.perennial.simulator.fault.Faults;
import dev.perennial.simulator.fault.RequestedFaults;
import dev.perennial.simulator.internal.Identifiers;
import dev.perennial.simulator.internal.Redaction;
import dev.perennial.simulator.internal.facts.ModelTable;
import dev.perennial.simulator.internal.limit.Limiter;
import dev.perennial.simulator.limit.LimitControl;
import dev.perennial.simulator.replay.RecordedAnswer;
import java.util.List;
import java.util.Optional;
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
    private final FaultInjector faults;
    private final AtomicLong counter = new AtomicLong();

    /**
     * A simulator that has not seen a request yet; the host and port of the settings mean nothing to it.
     *
     * @throws RequestLogException if the request log cannot be written
     */
    public Simulator(SimulatorSettings settings) {
        this(settings, settings.faults());
    }

    /** A simulator whose server sees to the rest of the settings' faults itself. */
    Simulator(SimulatorSettings settings, Faults faults) {
        this.faults = new FaultInjector(faults);
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
        SimulatedResponse response = answer(received, identifiers);
        log.add(
                entry(received, response, identifiers),
                request.body().length,
                settings.clock().instant());
        return log.answered(number, response);
    }

    private SimulatedResponse answer(Received received, Identifiers identifiers) {
        try {
            SimulatedRequest request = received.request();
            RequestedFaults asked = RequestedFaults.of(request.path(), request.headers());
            return faults.apply(asked, received.json(), respond(received.at(asked.path()), identifiers));
        } catch (FaultSyntaxException malformed) {
            return response(
                    Answer.Failed.of(ApiError.invalidRequest(String.valueOf(malformed.getMessage()))),
                    received,
                    identifiers);
        }
    }

    private SimulatedResponse respond(Received received, Identifiers identifiers) {
        try {
            Optional<RecordedAnswer> recorded = recorded(received);
            return recorded.isPresent()
                    ? recorded.get().toResponse()
                    : response(endpoints.answer(received, identifiers), received, identifiers);
        } catch (ApiErrorException refusal) {
            return response(Answer.Failed.of(refusal.error()), received, identifiers);
        }
    }

    private Optional<RecordedAnswer> recorded(Received received) {
        SimulatedRequest request = received.request();
        return request.path().equals("/v1/messages") && received.json() instanceof ObjectNode body
                ? settings.brain().recorded(new Prompt(body, settings.seed()))
                : Optional.empty();
    }

    /** The answer to what is no request that could be handled, such as malformed HTTP; it is not logged. */
    SimulatedResponse.Whole refuse(int status, String message) {
        Identifiers identifiers = new Identifiers(settings.seed(), counter.incrementAndGet());
        String type = status < 500 ? "invalid_request_error" : "api_error";
        return Answer.Failed.of(new ApiError(status, type, message))
                .toResponse(responseHeaders.of(identifiers), identifiers.requestId());
    }

    private SimulatedResponse response(Answer answer, Received received, Identifiers identifiers) {
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

    private static LoggedRequest entry(Received received, SimulatedResponse response, Identifiers identifiers) {
        SimulatedRequest request = received.request();
        return new LoggedRequest(
                identifiers.request(),
                request.method(),
                request.path(),
                request.query(),
                RequestLog.withoutSecrets(request.headers()),
                Redaction.of(received.json()),
                response.status(),
                response.headers().first("request-id").orElseGet(identifiers::requestId));
    }
}
