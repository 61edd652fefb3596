package dev.perennial.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.perennial.agent.journal.Journal;
import dev.perennial.agent.journal.JournalException;
import dev.perennial.agent.journal.SessionRow;
import dev.perennial.agent.permission.PermissionAnswer;
import dev.perennial.http.Exchange;
import dev.perennial.http.Headers;
import java.util.Optional;

/** What can be done with sessions over HTTP. Safe for use by several threads. */
final class SessionsApi {

    private static final int LONGEST_TITLE = 200;

    private final SessionHost host;
    private final Repeats repeats;

    /**
     * What can be done with the sessions of a host.
     *
     * @param repeats knows what was asked for already
     */
    SessionsApi(SessionHost host, Repeats repeats) {
        this.host = host;
        this.repeats = repeats;
    }

    void list(Exchange exchange) {
        respond(exchange, 200, SessionRows.page(exchange, journal().sessions()));
    }

    void create(Exchange exchange) {
        RequestBody body =
                RequestBody.of(exchange, "title", "text", "images", "settings").withoutImages();
        SessionHost.Beginning beginning = new SessionHost.Beginning(
                body.text("title").map(SessionsApi::title),
                body.text("text").filter(text -> !text.isBlank()),
                body.object("settings").orElseGet(JsonNodeFactory.instance::objectNode));
        String created = repeats.once(exchange, "new session", body.json(), new Begun(host, beginning));
        respond(exchange, 201, SessionRows.json(row(created)));
    }

    void show(Exchange exchange) {
        respond(exchange, 200, SessionRows.json(row(exchange)));
    }

    void rename(Exchange exchange) {
        String session = row(exchange).id();
        host.rename(session, title(RequestBody.of(exchange, "title").required("title")));
        respond(exchange, 200, SessionRows.json(row(session)));
    }

    void delete(Exchange exchange) {
        host.delete(row(exchange).id());
        exchange.respondHead(204, PageHeaders.OF_DATA);
    }

    void say(Exchange exchange) {
        String session = row(exchange).id();
        RequestBody body = RequestBody.of(exchange, "text", "images").withoutImages();
        String text = body.required("text");
        repeats.once(exchange, session, body.json(), new Said(host, session, text));
        accepted(exchange, session);
    }

    void interrupt(Exchange exchange) {
        String session = row(exchange).id();
        host.interrupt(session);
        accepted(exchange, session);
    }

    void retry(Exchange exchange) {
        String session = row(exchange).id();
        host.retry(session);
        accepted(exchange, session);
    }

    void answer(Exchange exchange) {
        String session = row(exchange).id();
        RequestBody body = RequestBody.of(exchange, "answer", "reason");
        PermissionAnswer answer = permission(body.required("answer"));
        Optional<String> reason = body.text("reason").filter(text -> !text.isBlank());
        host.answer(session, exchange.parameter("question"), answer);
        // The model hears why with the result of the call that it was not permitted.
        reason.ifPresent(text -> host.say(session, text));
        accepted(exchange, session);
    }

    private static PermissionAnswer permission(String word) {
        return switch (word) {
            case "once" -> PermissionAnswer.ONCE;
            case "session" -> PermissionAnswer.SESSION;
            case "always" -> PermissionAnswer.PROJECT;
            case "no" -> PermissionAnswer.NO;
            default -> throw RefusedException.invalid("answer", word, "say once, session, always or no");
        };
    }

    void exchanges(Exchange exchange) {
        String session = row(exchange).id();
        int limit = SessionRows.limit(exchange, SessionRows.MOST);
        long after = exchange.query("after")
                .filter(text -> !text.isEmpty())
                .map(SessionsApi::place)
                .orElse(0L);
        respond(exchange, 200, Exchanges.page(journal(), session, after, limit));
    }

    private static long place(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException notANumber) {
            throw RefusedException.invalid("after", text, "say `next` of the page before");
        }
    }

    void settings(Exchange exchange) {
        respond(exchange, 200, host.settings(row(exchange).id()));
    }

    void changeSettings(Exchange exchange) {
        String session = row(exchange).id();
        respond(exchange, 200, host.changeSettings(session, RequestBody.any(exchange)));
    }

    private void accepted(Exchange exchange, String session) {
        respond(exchange, 202, SessionRows.json(row(session)));
    }

    private Journal journal() {
        return host.store().journal();
    }

    private SessionRow row(Exchange exchange) {
        return row(exchange.parameter("id"));
    }

    private SessionRow row(String session) {
        return journal().session(session).orElseThrow(() -> new JournalException.SessionUnknown(session));
    }

    private static String title(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        if (line.codePointCount(0, line.length()) > LONGEST_TITLE) {
            throw RefusedException.invalid(
                    "title", line.substring(0, 40) + "…", "say it in at most " + LONGEST_TITLE + " characters");
        }
        return line;
    }

    static void respond(Exchange exchange, int status, JsonNode json) {
        exchange.respond(
                status,
                Headers.of("Content-Type", "application/json").with(PageHeaders.OF_DATA),
                json.toString().getBytes(UTF_8));
    }
}
