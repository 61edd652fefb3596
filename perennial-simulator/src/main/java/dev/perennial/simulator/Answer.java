package dev.perennial.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.http.Headers;
import dev.perennial.simulator.internal.Json;
import java.time.Duration;
import java.util.Iterator;

/** What an endpoint answers, before it has headers. */
sealed interface Answer {

    /** The HTTP status. */
    int status();

    /** The answer as it leaves. */
    SimulatedResponse toResponse(Headers headers, String requestId);

    /** A JSON body. */
    record Whole(ObjectNode body, Duration delay) implements Answer {

        @Override
        public int status() {
            return 200;
        }

        @Override
        public SimulatedResponse toResponse(Headers headers, String requestId) {
            return new SimulatedResponse.Whole(200, json(headers), bytes(body), delay);
        }
    }

    /** A stream of events. */
    record Stream(Iterator<StreamStep> steps) implements Answer {

        @Override
        public int status() {
            return 200;
        }

        @Override
        public SimulatedResponse toResponse(Headers headers, String requestId) {
            Headers all = headers.with("Content-Type", "text/event-stream; charset=utf-8")
                    .with("Cache-Control", "no-cache");
            return new SimulatedResponse.Stream(200, all, steps, Duration.ZERO);
        }
    }

    /** An error in the API's form (platform.claude.com, "Errors"). */
    record Failed(ApiError error, Headers extra) implements Answer {

        static Failed of(ApiError error) {
            return new Failed(error, Headers.EMPTY);
        }

        @Override
        public int status() {
            return error.status();
        }

        @Override
        public SimulatedResponse.Whole toResponse(Headers headers, String requestId) {
            ObjectNode body = Json.object().put("type", "error");
            ObjectNode described =
                    body.putObject("error").put("type", error.type()).put("message", error.message());
            if (!error.details().isEmpty()) {
                described.set("details", error.details());
            }
            body.put("request_id", requestId);
            return new SimulatedResponse.Whole(error.status(), json(headers).with(extra), bytes(body), Duration.ZERO);
        }
    }

    private static Headers json(Headers headers) {
        return headers.with("Content-Type", "application/json");
    }

    private static byte[] bytes(ObjectNode body) {
        return Json.write(body).getBytes(UTF_8);
    }
}
