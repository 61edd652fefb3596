package dev.perennial.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.perennial.agent.journal.Journal;
import dev.perennial.agent.journal.JournalException;
import dev.perennial.agent.journal.SessionRow;
import dev.perennial.http.Exchange;
import dev.perennial.http.Headers;
import dev.perennial.http.StreamingResponse;
import dev.perennial.web.SessionHost.Format;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Base64;
import java.util.Locale;

/** Sessions as files, and the files in them. Nothing of it ever runs in the browser as a page of ours. */
final class SessionFiles {

    private static final String SANDBOX =
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'; sandbox";

    private final SessionHost host;

    SessionFiles(SessionHost host) {
        this.host = host;
    }

    void export(Exchange exchange) {
        SessionRow row = row(exchange);
        Format format = format(exchange.query("format").orElse("md"));
        Headers headers = Headers.of(
                "Content-Type",
                type(format),
                "Content-Disposition",
                "attachment; " + FileNames.disposition(row, format),
                "Content-Security-Policy",
                SANDBOX,
                "X-Content-Type-Options",
                "nosniff",
                "Cross-Origin-Resource-Policy",
                "same-origin",
                "Cache-Control",
                "no-store");
        StreamingResponse response = exchange.stream(200, headers);
        try (Writer out = new BufferedWriter(new OutputStreamWriter(to(response), UTF_8), 1 << 16)) {
            host.export(row, format, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static OutputStream to(StreamingResponse response) {
        return new OutputStream() {
            @Override
            public void write(int b) {
                response.write(new byte[] {(byte) b});
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                response.write(bytes, offset, length);
            }
        };
    }

    private static Format format(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "md" -> Format.MD;
            case "html" -> Format.HTML;
            case "jsonl" -> Format.JSONL;
            default -> throw RefusedException.invalid("format", word, "say md, html or jsonl");
        };
    }

    private static String type(Format format) {
        return switch (format) {
            case MD -> "text/markdown; charset=utf-8";
            case HTML -> "text/html; charset=utf-8";
            case JSONL -> "application/jsonl; charset=utf-8";
        };
    }

    /** What the journal keeps by its hash is the base64 text of the API's. */
    void content(Exchange exchange) {
        row(exchange);
        String hash = exchange.parameter("hash");
        byte[] kept = journal()
                .content(hash)
                .orElseThrow(() -> new RefusedException(
                        404, "content_unknown", "Nothing is kept under this hash: take one that an event names."));
        byte[] bytes = decoded(kept);
        exchange.respond(
                200,
                Headers.of(
                        "Content-Type", ContentTypes.sniffed(bytes),
                        "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; sandbox",
                        "X-Content-Type-Options", "nosniff",
                        "Cross-Origin-Resource-Policy", "same-origin",
                        "Cache-Control", "private, max-age=31536000, immutable"),
                bytes);
    }

    private static byte[] decoded(byte[] kept) {
        try {
            return Base64.getDecoder().decode(kept);
        } catch (IllegalArgumentException plain) {
            return kept;
        }
    }

    private Journal journal() {
        return host.store().journal();
    }

    private SessionRow row(Exchange exchange) {
        String session = exchange.parameter("id");
        return journal().session(session).orElseThrow(() -> new JournalException.SessionUnknown(session));
    }
}
