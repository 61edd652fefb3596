package dev.perennial.web;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Server-sent events as a browser reads them, one after the other. */
final class Events implements AutoCloseable {

    private final BufferedReader in;
    private final HttpResponse<InputStream> response;

    /**
     * An event, or a comment.
     *
     * @param id empty if it has none
     */
    record Event(String type, String id, String data) {

        /** The place that the id begins with. */
        String seq() {
            return id.split("-", 2)[0];
        }
    }

    private Events(HttpResponse<InputStream> response) {
        this.response = response;
        this.in = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    static Events open(HttpClient client, URI uri, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("Accept", "text/event-stream");
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            return new Events(client.send(request.build(), BodyHandlers.ofInputStream()));
        } catch (IOException e) {
            throw new AssertionError(uri.toString(), e);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    int status() {
        return response.statusCode();
    }

    /** The next event; empty at the end of the stream. */
    Optional<Event> next() {
        String type = "message";
        String id = "";
        StringBuilder data = new StringBuilder();
        try {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.isEmpty()) {
                    return Optional.of(new Event(type, id, data.toString()));
                } else if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("event: ")) {
                    type = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    data.append(line.substring(6));
                } else if (line.startsWith(": ")) {
                    type = "comment";
                    data.append(line.substring(2));
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new AssertionError("the stream was cut", e);
        }
    }

    /** All up to the first of which this holds, that one included. */
    List<Event> upTo(Predicate<Event> last) {
        List<Event> read = new ArrayList<>();
        Optional<Event> event = next();
        while (event.isPresent()) {
            read.add(event.get());
            if (last.test(event.get())) {
                return read;
            }
            event = next();
        }
        throw new AssertionError("the stream ended after " + read);
    }

    /** All up to the end of the stream. */
    List<Event> rest() {
        List<Event> read = new ArrayList<>();
        next().ifPresent(first -> {
            read.add(first);
            read.addAll(rest());
        });
        return read;
    }

    List<Event> upTo(String type) {
        return upTo(event -> event.type().equals(type));
    }

    @Override
    public void close() {
        try {
            response.body().close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
