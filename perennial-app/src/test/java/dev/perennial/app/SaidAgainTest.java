package dev.perennial.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perennial.agent.SessionEvent;
import dev.perennial.agent.journal.Journal;
import dev.perennial.agent.journal.JournalException;
import dev.perennial.agent.journal.JournalWriter;
import dev.perennial.web.WebServer;
import dev.perennial.web.WebSettings;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A message that is sent again under its key because the server died before it could answer, at each step of its way. */
@Timeout(120)
final class SaidAgainTest {

    private static final String TEXT = "And the blue ones?";

    @RegisterExtension
    private final ScriptedSimulator model = new ScriptedSimulator("Done.");

    @TempDir
    private Path folder;

    private final HttpClient client = HttpClient.newHttpClient();

    private PageHost open() {
        return PageHost.open(folder, model.baseUrl());
    }

    private Path keys() {
        return folder.resolve("repeats.jsonl");
    }

    private WebServer serve(PageHost host) {
        WebSettings settings = WebSettings.DEFAULT
                .withHttp(WebSettings.DEFAULT.http().withPort(0))
                .withKeys(keys());
        return WebServer.start(
                settings, host.sessions, new PageWorkplace(host.surroundings, host.settings, host.parts()));
    }

    private int say(WebServer server, String session, String key) throws IOException, InterruptedException {
        HttpRequest request = saying(server, "/api/sessions/" + session + "/messages", key);
        return client.send(request, BodyHandlers.discarding()).statusCode();
    }

    private static HttpRequest saying(WebServer server, String path, String key) {
        return HttpRequest.newBuilder(server.uri().resolve(path))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString("{\"text\":\"" + TEXT + "\"}"))
                .build();
    }

    /** What the server wrote down last of a key it had no more time for. */
    private void forgetTheLastLine(String what) throws IOException {
        List<String> lines = Files.readAllLines(keys());
        assertThat(lines.getLast()).contains("\"" + what + "\":true");
        Files.write(keys(), lines.subList(0, lines.size() - 1));
    }

    private static String begun(PageHost host) throws InterruptedException {
        String session = host.begin("Count them");
        host.await(session, 0, SessionEvent.RunEnded.class);
        return session;
    }

    /** Waits until the model has heard it so often; says how often it has then. */
    private static int heard(PageHost host, String session, int wanted) throws InterruptedException {
        List<SessionEvent> events = new ArrayList<>();
        long last = host.store().read(session, 0, (entry, event) -> events.add(event));
        while (count(events) < wanted || !(events.getLast() instanceof SessionEvent.RunEnded)) {
            host.store().journal().awaitBeyond(session, last, Duration.ofSeconds(1));
            last = host.store().read(session, last, (entry, event) -> events.add(event));
        }
        return count(events);
    }

    private static int count(List<SessionEvent> events) {
        List<String> said = new ArrayList<>();
        for (SessionEvent event : events) {
            switch (event) {
                case SessionEvent.UserInput input ->
                    said.addAll(List.of(input.text().split("\n\n")));
                case SessionEvent.InputHandedOver input -> said.addAll(input.texts());
                default -> {}
            }
        }
        return (int) said.stream().filter(TEXT::equals).count();
    }

    @Test
    void diedBeforeItWasHandedOver_isSaidOnce() throws Exception {
        try (PageHost holder = open()) {
            String session = begun(holder);
            try (PageHost first = PageHost.over(folder, model.baseUrl(), SaidAgainTest::deaf);
                    WebServer server = serve(first)) {
                assertThat(say(server, session, "k1")).isEqualTo(503);
            }
            forgetTheLastLine("refused");
            sayAgainAndMore(holder, session);
        }
    }

    private static Journal deaf(Journal journal) {
        return FailingJournal.over(journal, call -> {
            if (call.equals("post")) {
                throw new JournalException.Unavailable("The process died.", new IOException("died"));
            }
        });
    }

    @Test
    void diedBeforeItWasTaken_isSaidOnce() throws Exception {
        String session;
        try (PageHost holder = open()) {
            session = begun(holder);
        }
        try (PageHost next = open();
                WebServer server = serve(next)) {
            try (JournalWriter busy = next.store().journal().open(session)) {
                assertThat(busy.session()).isEqualTo(session);
                try (PageHost first = open();
                        WebServer dying = serve(first)) {
                    assertThat(say(dying, session, "k1")).isEqualTo(202);
                }
                forgetTheLastLine("done");
                assertThat(say(server, session, "k1")).isEqualTo(202);
            }
            assertThat(say(server, session, "k2")).isEqualTo(202);
            assertThat(heard(next, session, 2)).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void diedWhenItWasTaken_isSaidOnce(boolean answered) throws Exception {
        try (PageHost holder = open()) {
            String session = begun(holder);
            try (PageHost first = open();
                    WebServer server = serve(first)) {
                assertThat(say(server, session, "k1")).isEqualTo(202);
                assertThat(heard(holder, session, 1)).isOne();
            }
            if (!answered) {
                forgetTheLastLine("done");
            }
            sayAgainAndMore(holder, session);
        }
    }

    /** By the same key, and then the same words by another. */
    private void sayAgainAndMore(PageHost holder, String session) throws Exception {
        try (PageHost next = open();
                WebServer server = serve(next)) {
            assertThat(say(server, session, "k1")).isEqualTo(202);
            assertThat(say(server, session, "k2")).isEqualTo(202);
            assertThat(heard(holder, session, 2)).isEqualTo(2);
        }
    }

    @Test
    void sessionThatTwoServersAreToBeginAtOnce_isOne() throws Exception {
        try (PageHost first = open();
                PageHost second = open();
                WebServer one = serve(first);
                WebServer other = serve(second)) {
            for (int i = 0; i < 8; i++) {
                String key = "k" + i;
                List<CompletableFuture<String>> begun = Stream.of(one, other)
                        .map(server -> client.sendAsync(saying(server, "/api/sessions", key), BodyHandlers.ofString())
                                .thenApply(SaidAgainTest::session))
                        .toList();
                String session = begun.getFirst().join();
                assertThat(begun.getLast().join()).isEqualTo(session);
                assertThat(heard(second, session, 1)).isOne();
            }
            assertThat(first.store().journal().sessions()).hasSize(8);
        }
    }

    private static String session(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        try {
            return new ObjectMapper().readTree(response.body()).path("id").asText();
        } catch (JsonProcessingException e) {
            throw new AssertionError(response.body(), e);
        }
    }

    @Test
    void sessionOfItsOwn_saidAgainWhileItWaits_isSaidOnce() throws Exception {
        String session;
        try (PageHost holder = open()) {
            session = begun(holder);
        }
        try (PageHost host = open()) {
            try (JournalWriter busy = host.store().journal().open(session)) {
                assertThat(busy.session()).isEqualTo(session);
                host.sessions.say(session, TEXT, "h1");
            }
            host.sessions.say(session, TEXT, "h1");
            host.sessions.say(session, TEXT, "h1");
            host.sessions.say(session, TEXT, "h2");

            assertThat(heard(host, session, 2)).isEqualTo(2);
        }
    }
}
