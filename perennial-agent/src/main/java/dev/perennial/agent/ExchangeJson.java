package dev.perennial.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.client.exchange.ExchangeEnd;
import dev.perennial.client.exchange.SentRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/** Exchanges as JSON, and back. */
final class ExchangeJson {

    private ExchangeJson() {}

    static ObjectNode started(ObjectNode json, SessionEvent.ExchangeStarted event) {
        SentRequest sent = event.sent();
        json.put("exchange", event.number())
                .put("request", event.request())
                .put("method", sent.method())
                .put("url", sent.url());
        sent.headers().forEach(json.putObject("headers")::put);
        return json.put("body_hash", sent.bodyHash()).put("body_bytes", sent.bodyBytes());
    }

    static ObjectNode ended(ObjectNode json, SessionEvent.ExchangeEnded event) {
        ExchangeEnd end = event.end();
        started(json, event.started());
        json.put("end", end.how().name().toLowerCase(Locale.ROOT));
        end.status().ifPresent(status -> json.put("status", status));
        end.headers().forEach(json.putObject("response_headers")::put);
        return json.put("error_body", end.error())
                .put("head_ms", end.head().toMillis())
                .put("duration_ms", end.lasted().toMillis())
                .put("response_bytes", end.bytes());
    }

    static SessionEvent.ExchangeStarted started(ObjectNode json) {
        SentRequest sent = new SentRequest(
                json.path("method").asText(),
                json.path("url").asText(),
                headers(json.path("headers")),
                json.path("body_hash").asText(),
                json.path("body_bytes").asLong());
        return new SessionEvent.ExchangeStarted(
                json.path("exchange").asInt(), json.path("request").asInt(), sent);
    }

    static SessionEvent.ExchangeEnded ended(ObjectNode json) {
        JsonNode status = json.path("status");
        ExchangeEnd end = new ExchangeEnd(
                how(json.path("end").asText()),
                status.isInt() ? OptionalInt.of(status.intValue()) : OptionalInt.empty(),
                headers(json.path("response_headers")),
                json.path("error_body").asText(),
                Duration.ofMillis(json.path("head_ms").asLong()),
                Duration.ofMillis(json.path("duration_ms").asLong()),
                json.path("response_bytes").asLong());
        return new SessionEvent.ExchangeEnded(started(json), end);
    }

    private static ExchangeEnd.How how(String word) {
        return Arrays.stream(ExchangeEnd.How.values())
                .filter(how -> how.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "the event `exchange` has no `end` that makes sense: `" + word + "`"));
    }

    private static Map<String, String> headers(JsonNode json) {
        Map<String, String> headers = new LinkedHashMap<>();
        json.properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().asText()));
        return headers;
    }
}
