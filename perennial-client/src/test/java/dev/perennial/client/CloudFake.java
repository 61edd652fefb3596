package dev.perennial.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A fake of a cloud's endpoint on a real socket, in front of the simulator, which is its model. Each request may fail its own way. */
abstract class CloudFake implements AutoCloseable {

    /** In the middle of the text, far enough behind its start that an answer which goes on has shown where. */
    private static final int BREAKING_POINT = 40;

    private final URI model;
    private final List<CloudFault> faults;
    private final AtomicInteger requests = new AtomicInteger();
    private final HttpClient http = HttpClient.newHttpClient();
    private final ScriptedServer server;

    /** A request that the cloud would refuse, and what it would say. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1;
        private final int status;

        Refused(int status, String message) {
            super(message);
            this.status = status;
        }
    }

    CloudFake(URI model, CloudFault... faults) {
        this.model = model;
        this.faults = List.of(faults);
        this.server = ScriptedServer.http(this::serve);
    }

    /** The request as the Messages API has it. */
    abstract ObjectNode asked(Exchange exchange, ObjectNode body) throws Refused;

    abstract void begin(Exchange exchange) throws IOException;

    abstract byte[] event(String data);

    abstract byte[] exception();

    abstract String error(int status, String message);

    final String url() {
        return server.url();
    }

    final List<Exchange> exchanges() {
        return server.exchanges();
    }

    final JsonNode body(int request) throws IOException {
        return Json.MAPPER.readTree(exchanges().get(request).body());
    }

    private void serve(Exchange exchange) throws IOException, InterruptedException {
        int number = requests.getAndIncrement();
        CloudFault fault = number < faults.size() ? faults.get(number) : CloudFault.NONE;
        try {
            ObjectNode asked = asked(exchange, (ObjectNode) Json.MAPPER.readTree(exchange.body()));
            if (fault == CloudFault.RESET_AT_ONCE) {
                exchange.reset();
            } else if (fault.status() != 200) {
                exchange.respond(fault.status(), "application/json", error(fault.status(), "Too busy."));
            } else {
                stream(exchange, answer(asked), fault);
            }
        } catch (Refused refused) {
            exchange.respond(
                    refused.status, "application/json", error(refused.status, String.valueOf(refused.getMessage())));
        }
    }

    private List<String> answer(ObjectNode asked) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(model.resolve("/v1/messages"))
                .header("content-type", "application/json")
                .header("x-api-key", "key-of-the-fake")
                .header("anthropic-version", asked.remove("anthropic_version").asText());
        JsonNode betas = asked.remove("anthropic_beta");
        if (betas != null) {
            betas.forEach(b -> request.header("anthropic-beta", b.asText()));
        }
        HttpResponse<String> answer = http.send(
                request.POST(BodyPublishers.ofString(asked.toString())).build(), BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new AssertionError("the simulator refuses what it was asked: " + answer.body());
        }
        return answer.body()
                .lines()
                .filter(l -> l.startsWith("data: "))
                .map(l -> l.substring(6))
                .toList();
    }

    private void stream(Exchange exchange, List<String> events, CloudFault fault) throws IOException {
        begin(exchange);
        if (fault == CloudFault.EXCEPTION_FIRST) {
            exchange.chunk(exception());
            exchange.endStream();
            return;
        }
        for (int i = 0; i < events.size(); i++) {
            byte[] event = event(events.get(i));
            if (i == BREAKING_POINT && isOver(exchange, event, fault)) {
                return;
            }
            exchange.chunk(event);
        }
        exchange.endStream();
    }

    /** Whether nothing comes any more behind what happened. */
    private boolean isOver(Exchange exchange, byte[] event, CloudFault fault) throws IOException {
        byte[] half = Arrays.copyOf(event, event.length / 2);
        switch (fault) {
            case EXCEPTION_IN_TEXT -> {
                exchange.chunk(exception());
                exchange.endStream();
            }
            case CUT_IN_EVENT -> {
                exchange.chunk(half);
                exchange.endStream();
            }
            case RESET_IN_EVENT -> {
                exchange.chunk(half);
                exchange.reset();
            }
            case END_BETWEEN_EVENTS -> exchange.endStream();
            case SILENCE -> exchange.awaitClientGone();
            case DAMAGE -> {
                byte[] damaged = event.clone();
                damaged[damaged.length / 2] ^= 0x10;
                exchange.chunk(damaged);
                return false;
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    @Override
    public final void close() throws IOException {
        server.close();
        http.shutdownNow();
    }
}
