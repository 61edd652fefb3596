package dev.perennial.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perennial.agent.SessionStore;
import dev.perennial.agent.journal.Durability;
import dev.perennial.agent.journal.Journal;
import dev.perennial.agent.journal.JournalBatch;
import dev.perennial.agent.journal.JournalEntry;
import dev.perennial.agent.journal.JournalWriter;
import dev.perennial.agent.journal.SessionHead;
import dev.perennial.journal.SqliteJournal;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** A server over a journal of its own, and what tests do with it. */
final class Door implements AutoCloseable {

    static {
        // Tests say names and origins as browsers do; read once, by the first client.
        System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host,origin");
    }

    static final WebSettings SETTINGS =
            WebSettings.DEFAULT.withHttp(WebSettings.DEFAULT.http().withPort(0).withCloseGrace(Duration.ZERO));

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Journal journal;
    private final FakeHost host;
    private final WebServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    private Door(Path folder, WebSettings settings) {
        journal = SqliteJournal.open(folder.resolve("journal.db"), InstantSource.system());
        host = new FakeHost(new SessionStore(journal, InstantSource.system()));
        server = WebServer.start(settings, host, new FakeWorkplace());
    }

    static Door open(Path folder) {
        return open(folder, SETTINGS);
    }

    static Door open(Path folder, WebSettings settings) {
        return new Door(folder, settings);
    }

    /** Settings of a server that waits for what is under way when it closes. */
    static WebSettings patient() {
        return SETTINGS.withHttp(SETTINGS.http().withCloseGrace(Duration.ofSeconds(30)));
    }

    void closeServer() {
        server.close();
    }

    Journal journal() {
        return journal;
    }

    FakeHost host() {
        return host;
    }

    URI uri(String path) {
        return server.uri().resolve(path);
    }

    static SessionHead head(String title) {
        return new SessionHead(
                title, SessionHead.State.IDLE, "claude-sonnet-5", "/home/you", false, 0, BigDecimal.ZERO);
    }

    /** A session that nobody holds, with these entries. */
    void keep(String session, String title, JournalEntry... entries) {
        try (JournalWriter writer = journal.create(session, head(title))) {
            if (entries.length > 0) {
                writer.append(JournalBatch.of(List.of(entries), head(title)), Durability.PROCESS);
            }
        }
    }

    /** More entries of a session that nobody holds. */
    void append(String session, JournalEntry... entries) {
        try (JournalWriter writer = journal.open(session)) {
            writer.append(JournalBatch.of(List.of(entries), head("")), Durability.PROCESS);
        }
    }

    static JournalEntry entry(long seq, String type, String fields) {
        return new JournalEntry(
                seq, Instant.ofEpochMilli(1_000_000 + seq), type, "{\"type\":\"" + type + "\"" + fields + "}");
    }

    /** An answer that is read to its end. */
    record Answer(int status, Map<String, List<String>> headers, String body) {

        JsonNode json() {
            return parse(body);
        }

        String header(String name) {
            return String.join(", ", headers.getOrDefault(name.toLowerCase(java.util.Locale.ROOT), List.of()));
        }

        String code() {
            return json().path("code").asText();
        }
    }

    static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + text, e);
        }
    }

    Answer get(String path, String... headers) {
        return send("GET", path, "", headers);
    }

    /** A request that changes something, as a program sends it. */
    Answer change(String method, String path, String body, String... headers) {
        return send(
                method,
                path,
                body,
                Stream.concat(Stream.of("Content-Type", "application/json"), Arrays.stream(headers))
                        .toArray(String[]::new));
    }

    Answer send(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .timeout(Duration.ofSeconds(30))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
            return new Answer(answer.statusCode(), answer.headers().map(), answer.body());
        } catch (IOException e) {
            throw new AssertionError(method + " " + path, e);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    /** Opens an event stream. */
    Events events(String path, String... headers) {
        return Events.open(client, uri(path), headers);
    }

    static Set<String> names(JsonNode json) {
        return json.properties().stream().map(Map.Entry::getKey).collect(java.util.stream.Collectors.toSet());
    }

    @Override
    public void close() {
        server.close();
        journal.close();
        client.close();
    }
}
