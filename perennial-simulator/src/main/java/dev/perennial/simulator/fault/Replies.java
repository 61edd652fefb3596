package dev.perennial.simulator.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.perennial.http.Headers;
import dev.perennial.simulator.SimulatedResponse;
import dev.perennial.simulator.StreamStep;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;

/** Makes one response of another. */
final class Replies {

    private Replies() {}

    static SimulatedResponse whole(SimulatedResponse original, int status, String type, String body) {
        return new SimulatedResponse.Whole(status, headers(original, type), body.getBytes(UTF_8), Duration.ZERO);
    }

    static SimulatedResponse stream(SimulatedResponse original, Headers headers, Iterator<StreamStep> steps) {
        return new SimulatedResponse.Stream(original.status(), headers, steps, original.delay());
    }

    static SimulatedResponse broken(SimulatedResponse original, Iterator<StreamStep> steps) {
        return new SimulatedResponse.Broken(steps, original.delay());
    }

    /** A head as raw bytes, and over HTTP/2 a stream with the same body, this much later. */
    static SimulatedResponse rawHead(
            SimulatedResponse original, Iterator<StreamStep> head, Headers http2Headers, Duration http2Delay) {
        Iterator<StreamStep> body = body(original);
        return new SimulatedResponse.Broken(
                Steps.concat(head, body),
                original.delay(),
                Optional.of(new SimulatedResponse.Stream(
                        original.status(), http2Headers, body, original.delay().plus(http2Delay))));
    }

    /** The original with more headers; what is no response has none. */
    static SimulatedResponse with(SimulatedResponse original, Headers more) {
        return switch (original) {
            case SimulatedResponse.Whole w ->
                new SimulatedResponse.Whole(w.status(), w.headers().with(more), w.body(), w.delay());
            case SimulatedResponse.Stream s ->
                new SimulatedResponse.Stream(s.status(), s.headers().with(more), s.steps(), s.delay());
            case SimulatedResponse.Broken b -> b;
        };
    }

    static SimulatedResponse later(SimulatedResponse original, Duration delay) {
        Duration all = original.delay().plus(delay);
        return switch (original) {
            case SimulatedResponse.Whole w -> new SimulatedResponse.Whole(w.status(), w.headers(), w.body(), all);
            case SimulatedResponse.Stream s -> later(s, delay);
            case SimulatedResponse.Broken b ->
                new SimulatedResponse.Broken(b.steps(), all, b.overHttp2().map(s -> later(s, delay)));
        };
    }

    private static SimulatedResponse.Stream later(SimulatedResponse.Stream s, Duration delay) {
        return new SimulatedResponse.Stream(
                s.status(), s.headers(), s.steps(), s.delay().plus(delay));
    }

    /** The headers of the original with another content type. */
    static Headers headers(SimulatedResponse original, String type) {
        return without(original.headers(), "content-type").with("Content-Type", type);
    }

    static Headers without(Headers headers, String name) {
        return new Headers(headers.fields().stream()
                .filter(f -> !f.name().equalsIgnoreCase(name))
                .toList());
    }

    /** The body of the original, step by step. */
    static Iterator<StreamStep> body(SimulatedResponse original) {
        return switch (original) {
            case SimulatedResponse.Whole whole -> Steps.of(new StreamStep.Bytes(whole.body()));
            case SimulatedResponse.Stream stream -> stream.steps();
            case SimulatedResponse.Broken broken -> broken.steps();
        };
    }

    /** The head of the original as it stands on the wire, without a length. */
    static String head(SimulatedResponse original, Headers more) {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + original.status() + " Simulated\r\n");
        original.headers()
                .with(more)
                .fields()
                .forEach(f ->
                        head.append(f.name()).append(": ").append(f.value()).append("\r\n"));
        return head.append("\r\n").toString();
    }
}
