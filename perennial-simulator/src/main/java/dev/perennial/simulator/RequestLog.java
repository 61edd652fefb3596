package dev.perennial.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.http.Headers;
import dev.perennial.simulator.internal.Json;
import dev.perennial.simulator.internal.Redaction;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps the newest requests in memory and appends all of them, and what was answered, to a file, if there is one: a line of
 * kind {@code request} and one of kind {@code answer} each, and for streams lines of kind {@code events}.
 */
final class RequestLog {

    private static final int MOST_REQUESTS = 1_000;
    private static final long MOST_BYTES = 64L << 20;
    private static final Set<String> SECRET = Set.of("x-api-key", "authorization", "proxy-authorization", "cookie");

    private record Entry(LoggedRequest request, long bytes) {}

    private final Optional<LogFile> file;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Entry> newest = new ArrayDeque<>();
    private long bytes;

    /** @throws RequestLogException if the file cannot be written */
    RequestLog(Optional<Path> file) {
        this.file = file.map(LogFile::open);
    }

    void add(LoggedRequest request, long bodyBytes, Instant at) {
        lock.lock();
        try {
            newest.add(new Entry(request, bodyBytes));
            bytes += bodyBytes;
            while (newest.size() > MOST_REQUESTS || (bytes > MOST_BYTES && newest.size() > 1)) {
                bytes -= newest.remove().bytes;
            }
        } finally {
            lock.unlock();
        }
        file.ifPresent(f -> f.append(line(request, at)));
    }

    /** The response to send, which is logged while it is. */
    SimulatedResponse answered(long number, SimulatedResponse response) {
        return file.map(f -> logged(number, response, f)).orElse(response);
    }

    /** The client has gone before the response was sent to its end. */
    static void abandoned(SimulatedResponse response) {
        Optional<Iterator<StreamStep>> steps = switch (response) {
            case SimulatedResponse.Whole whole -> Optional.empty();
            case SimulatedResponse.Stream stream -> Optional.of(stream.steps());
            case SimulatedResponse.Broken broken -> Optional.of(broken.steps());
        };
        if (steps.isPresent() && steps.get() instanceof LoggedSteps logged) {
            logged.abandon();
        }
    }

    List<LoggedRequest> requests() {
        lock.lock();
        try {
            return newest.stream().map(Entry::request).toList();
        } finally {
            lock.unlock();
        }
    }

    static Headers withoutSecrets(Headers headers) {
        return new Headers(headers.fields().stream()
                .map(f -> SECRET.contains(f.name().toLowerCase(Locale.ROOT))
                        ? new Headers.Field(f.name(), Redaction.REDACTED)
                        : f)
                .toList());
    }

    private static SimulatedResponse logged(long number, SimulatedResponse response, LogFile file) {
        ObjectNode line =
                Json.object().put("kind", "answer").put("number", number).put("status", response.status());
        response.headers().joined().forEach(line.putObject("headers")::put);
        line.put("delay_ns", response.delay().toNanos());
        if (response instanceof SimulatedResponse.Whole whole) {
            line.put("body", new String(whole.body(), UTF_8));
        }
        file.append(line);
        return switch (response) {
            case SimulatedResponse.Whole whole -> whole;
            case SimulatedResponse.Stream stream -> stream.with(new LoggedSteps(stream.steps(), file, number));
            case SimulatedResponse.Broken broken ->
                new SimulatedResponse.Broken(
                        new LoggedSteps(broken.steps(), file, number),
                        broken.delay(),
                        broken.overHttp2().map(s -> s.with(new LoggedSteps(s.steps(), file, number))));
        };
    }

    private static ObjectNode line(LoggedRequest request, Instant at) {
        ObjectNode line = Json.object()
                .put("kind", "request")
                .put("number", request.number())
                .put("at", at.toString())
                .put("method", request.method())
                .put("path", request.path())
                .put("query", request.query())
                .put("request_id", request.requestId());
        request.headers().joined().forEach(line.putObject("headers")::put);
        if (!request.body().isMissingNode()) {
            line.set("body", request.body());
        }
        return line;
    }
}
