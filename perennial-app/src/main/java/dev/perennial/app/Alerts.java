package dev.perennial.app;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.perennial.agent.RunResult;
import dev.perennial.agent.SessionEvent;
import dev.perennial.agent.SessionListener;
import dev.perennial.app.config.Setting;
import dev.perennial.app.config.Settings;
import dev.perennial.app.terminal.Printable;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/**
 * Tells somebody who does not watch that a session is done, has failed, or needs an answer: by a command, a webhook or both. What
 * does not work is logged, and changes nothing.
 */
final class Alerts implements SessionListener, AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Alerts.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** More characters of a detail are not told. */
    private static final int LONGEST = 2000;

    private final String session;
    private final Surroundings surroundings;
    private final Settings settings;
    private final Optional<String> command;
    private final Optional<URI> webhook;
    private final Queue<Thread> underWay = new ConcurrentLinkedQueue<>();

    /**
     * What is told.
     *
     * @param state {@code done}, {@code failed} or {@code asks}
     * @param detail a sentence for people; empty if there is no more to say
     */
    private record Alert(String state, String detail) {}

    private Alerts(
            String session,
            Surroundings surroundings,
            Settings settings,
            Optional<String> command,
            Optional<URI> webhook) {
        this.session = session;
        this.surroundings = surroundings;
        this.settings = settings;
        this.command = command;
        this.webhook = webhook;
    }

    /**
     * Those of a session, as the settings want them.
     *
     * @throws UsageException if the webhook is no address
     */
    static Alerts of(String session, Surroundings surroundings, Settings settings) {
        Optional<String> command = settings.text(Setting.NOTIFY_COMMAND);
        Optional<URI> webhook = settings.text(Setting.NOTIFY_WEBHOOK).map(Alerts::address);
        return new Alerts(session, surroundings, settings, command, webhook);
    }

    private static URI address(String text) {
        try {
            URI address = URI.create(text);
            if (address.getHost() != null
                    && ("https".equals(address.getScheme()) || "http".equals(address.getScheme()))) {
                return address;
            }
        } catch (IllegalArgumentException notOne) {
            LOG.log(System.Logger.Level.DEBUG, "Not an address", notOne);
        }
        throw new UsageException("`%s` is `%s`: say an address such as https://example.com/hook."
                .formatted(Setting.NOTIFY_WEBHOOK.key(), text));
    }

    @Override
    public void on(long seq, SessionEvent event) {
        alert(event).ifPresent(this::tell);
    }

    private static Optional<Alert> alert(SessionEvent event) {
        return switch (event) {
            case SessionEvent.PermissionAsked asked ->
                Optional.of(new Alert(
                        "asks",
                        asked.question().tool() + ": " + asked.question().reason()));
            case SessionEvent.RunEnded ended -> ended(ended.result());
            default -> Optional.empty();
        };
    }

    /** Who stopped it knows that. */
    private static Optional<Alert> ended(RunResult result) {
        return switch (result.outcome()) {
            case COMPLETE -> Optional.of(new Alert("done", ""));
            case CANCELLED -> Optional.empty();
            default -> Optional.of(new Alert("failed", result.outcome().code() + ": " + result.detail()));
        };
    }

    private void tell(Alert told) {
        Alert alert = new Alert(told.state(), Printable.line(told.detail(), LONGEST));
        command.ifPresent(text -> start(() -> run(text, alert)));
        webhook.ifPresent(address -> start(() -> post(address, alert)));
    }

    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private void start(Work work) {
        underWay.add(Thread.ofVirtual().name("perennial-alert").start(() -> {
            try {
                work.run();
            } catch (IOException | RuntimeException e) {
                LOG.log(System.Logger.Level.WARNING, "Nobody could be told of session " + session + ": " + e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
    }

    private void run(String text, Alert alert) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", text)
                .directory(surroundings.folder().toFile())
                .redirectInput(Redirect.from(new File("/dev/null")))
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD);
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.putAll(surroundings.environment());
        environment.keySet().removeAll(ProviderCredentials.of(settings));
        environment.put("PERENNIAL_SESSION", session);
        environment.put("PERENNIAL_STATE", alert.state());
        environment.put("PERENNIAL_DETAIL", alert.detail());
        Process process = builder.start();
        if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new IOException("the command took longer than " + PATIENCE.toSeconds() + " s");
        }
        if (process.exitValue() != 0) {
            throw new IOException("the command ended with exit code " + process.exitValue());
        }
    }

    private void post(URI address, Alert alert) throws IOException, InterruptedException {
        String body = JsonNodeFactory.instance
                .objectNode()
                .put("session", session)
                .put("state", alert.state())
                .put("detail", alert.detail())
                .toString();
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            int status = client.send(request, BodyHandlers.discarding()).statusCode();
            if (status >= 300) {
                throw new IOException(address.getHost() + " answered " + status);
            }
        }
    }

    /** Waits for those that are under way. */
    @Override
    public void close() {
        try {
            for (Thread thread : underWay) {
                thread.join(PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
