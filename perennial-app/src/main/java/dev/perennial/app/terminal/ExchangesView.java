package dev.perennial.app.terminal;

import dev.perennial.agent.SessionEvent;
import dev.perennial.agent.SessionListener;
import dev.perennial.client.exchange.ExchangeEnd;
import dev.perennial.client.exchange.SentRequest;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** Prints of a session what went over the wire: each exchange with its headers, without what pays for it. */
public final class ExchangesView implements SessionListener {

    private static final int HASH = 12;

    private final Consumer<String> lines;

    /**
     * @param lines takes a line each
     */
    public ExchangesView(Consumer<String> lines) {
        this.lines = lines;
    }

    @Override
    public void on(long seq, SessionEvent event) {
        switch (event) {
            case SessionEvent.ExchangeStarted started -> {
                heading(started, "sent; how it ended is not known yet");
                headers("> ", started.sent().headers());
            }
            case SessionEvent.ExchangeEnded ended -> ended(ended.started(), ended.end());
            default -> {} // the rest is in the transcript
        }
    }

    private void ended(SessionEvent.ExchangeStarted started, ExchangeEnd end) {
        heading(started, answer(end));
        headers("> ", started.sent().headers());
        headers("< ", end.headers());
        end.error().lines().forEach(line -> line("< " + line));
    }

    private void heading(SessionEvent.ExchangeStarted started, String answer) {
        SentRequest sent = started.sent();
        lines.accept(Printable.of(String.format(
                Locale.ROOT,
                "exchange %d · request %d · %s %s · %,d bytes, SHA-256 %s… · %s",
                started.number(),
                started.request(),
                sent.method(),
                sent.url(),
                sent.bodyBytes(),
                sent.bodyHash().substring(0, Math.min(HASH, sent.bodyHash().length())),
                answer)));
    }

    private static String answer(ExchangeEnd end) {
        String status = end.status().isPresent()
                ? String.format(
                        Locale.ROOT,
                        "%d after %,d ms",
                        end.status().getAsInt(),
                        end.head().toMillis())
                : "no answer";
        String over = String.format(
                Locale.ROOT,
                "%s · %,d bytes in %,d ms",
                status,
                end.bytes(),
                end.lasted().toMillis());
        return end.how() == ExchangeEnd.How.FAILED && end.status().isPresent() ? over + " · broken off" : over;
    }

    private void headers(String mark, Map<String, String> headers) {
        headers.forEach((name, value) -> line(mark + name + ": " + value));
    }

    private void line(String text) {
        lines.accept("  " + Printable.of(text));
    }
}
