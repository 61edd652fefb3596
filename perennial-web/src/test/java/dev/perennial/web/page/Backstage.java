package dev.perennial.web.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.http.EventStream;
import dev.perennial.http.Exchange;
import dev.perennial.http.Headers;
import dev.perennial.http.HttpServer;
import dev.perennial.http.HttpSettings;
import dev.perennial.http.Routes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * What is behind the page in its tests: the HTTP API, with sessions in which happens what the test says. It can be killed and
 * started again on the same port, with the same sessions.
 */
final class Backstage implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Headers DATA = Headers.of("Content-Type", "application/json", "Cache-Control", "no-store");

    /** What the page asked for that changes something: method, path, body, and the key under which it is done once. */
    record Asked(String method, String path, JsonNode body, String key) {}

    final List<Asked> asked = new CopyOnWriteArrayList<>();
    final Map<String, Told> sessions = new ConcurrentSkipListMap<>();
    /** How many read a session's events. */
    final AtomicInteger followers = new AtomicInteger();

    private final List<String> gone = new CopyOnWriteArrayList<>();
    private volatile Consumer<Asked> reaction = ignored -> {};
    private volatile ObjectNode key = Told.json("{'state':'none'}");
    private final int port;
    private HttpServer server;
    private volatile boolean open = true;
    /** Whether nothing more is sent, though connections stay. */
    volatile boolean stuck;
    /** Behind which events readers went on. */
    final List<String> resumedBehind = new CopyOnWriteArrayList<>();
    /** What is waited for before the page hears how things stand. */
    volatile Runnable beforeStatus = () -> {};
    /** Whether the page has to log in. */
    volatile boolean locked;

    Backstage() {
        server = start(0);
        port = server.port();
    }

    private HttpServer start(int port) {
        HttpSettings settings =
                HttpSettings.DEFAULT.withHost("127.0.0.1").withPort(port).withCloseGrace(Duration.ZERO);
        return HttpServer.start(settings, routes());
    }

    Told session(String id) {
        return sessions.computeIfAbsent(id, Told::new);
    }

    /** Does that whenever the page wants something changed. */
    void react(Consumer<Asked> how) {
        reaction = how;
    }

    String address() {
        return "http://127.0.0.1:" + port;
    }

    /** Cuts all connections, and takes no more. */
    void kill() {
        open = false;
        server.close();
    }

    void restart() {
        open = true;
        server = start(port);
    }

    @Override
    public void close() {
        open = false;
        server.close();
    }

    private Routes routes() {
        return Routes.builder()
                .on("GET", "/api/status", this::tellStatus)
                .on("GET", "/api/models", exchange -> answer(exchange, 200, Told.json(MODELS)))
                .on("GET", "/api/limits", exchange -> answer(exchange, 200, Told.json(LIMITS)))
                .on("GET", "/api/settings", exchange -> answer(exchange, 200, Told.json(SETTINGS)))
                .on("PUT", "/api/key", this::keepKey)
                .on("POST", "/api/login", this::logIn)
                .on("GET", "/api/sessions/events", this::list)
                .on("POST", "/api/sessions", this::create)
                .on("PATCH", "/api/sessions/{id}", this::rename)
                .on("DELETE", "/api/sessions/{id}", this::delete)
                .on("GET", "/api/sessions/{id}/events", this::events)
                .on("GET", "/api/sessions/{id}/contents/{hash}", Backstage::picture)
                .on("GET", "/api/sessions/{id}/exchanges", exchange -> answer(exchange, 200, Told.json(EXCHANGES)))
                .on("GET", "/api/sessions/{id}/settings", exchange -> answer(exchange, 200, Told.json(SETTINGS_OF_ONE)))
                .on("PATCH", "/api/sessions/{id}/settings", this::change)
                .on("POST", "/api/sessions/{id}/{what}", this::accept)
                .on("POST", "/api/sessions/{id}/permissions/{question}", this::accept)
                .on("GET", "/", PageOnClassPath::answer)
                .on("GET", "/page/{a}", PageOnClassPath::answer)
                .on("GET", "/page/{a}/{b}", PageOnClassPath::answer)
                .on("GET", "/{library}/{a}/{b}/{c}", PageOnClassPath::answer)
                .on("GET", "/{library}/{a}/{b}/{c}/{d}", PageOnClassPath::answer)
                .build();
    }

    private static final String MODELS =
            "{'source':'catalogue','models':[{'id':'claude-opus-5-5','known':true,'context_tokens':1000,'output_tokens':100,"
                    + "'thinking':{'modes':['disabled','adaptive'],'default':'adaptive'},"
                    + "'effort':{'supported':true,'levels':['low','high'],'default':'high'},"
                    + "'tools':['bash_20250124','text_editor_20250728']},"
                    + "{'id':'claude-haiku-5','known':true,'context_tokens':1000,'output_tokens':100,"
                    + "'thinking':{'modes':['disabled'],'default':'disabled'},"
                    + "'effort':{'supported':false,'levels':[],'default':'high'}}]}";
    private static final String PICTURE =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
    private static final String SETTINGS = "{'settings':{'model':{'value':'claude-opus-5-5','origin':'default',"
            + "'default':'claude-opus-5-5','description':'the model to ask'},"
            + "'effort':{'value':null,'origin':'default','default':'','description':'how hard it tries'},"
            + "'editor-version':{'value':'auto','origin':'default','default':'auto','description':'which editor'},"
            + "'images-kept':{'value':'all','origin':'default','default':'all','description':'how many images'}}}";
    /** Those of a session, which keeps its tools. */
    private static final String SETTINGS_OF_ONE = SETTINGS.replace(
            "'images-kept'",
            "'bash-version':{'value':'bash_20250124','origin':'session','default':'auto','description':'which shell',"
                    + "'fixed':'a session keeps the tools that it began with'},'images-kept'");

    private static final String LIMITS = "{'pools':[{'models':'opus','limits':["
            + "{'of':'input tokens','per_minute':40000,'left':30000},"
            + "{'of':'output tokens','per_minute':16000,'left':4000}]}]}";
    private static final String EXCHANGES = "{'exchanges':[{'request':1,'model':'claude-opus-5-5','status':'end_turn',"
            + "'attempts':[{'exchange':1,'method':'POST','url':'https://api.example/v1/messages','headers':{'x-api-key':'…'},"
            + "'body_bytes':1200,'end':'whole','transfer':'whole','status':529,'response_headers':{'retry-after':'2'},"
            + "'error_body':'{type: overloaded_error}','head_ms':80,'duration_ms':90,'response_bytes':30},"
            + "{'request_id':'req_first','end':'stalled','duration_ms':25000,'cost_usd':0},"
            + "{'request_id':'req_second','end':'end_turn','duration_ms':900,'cost_usd':0.25}]}]}";

    private void tellStatus(Exchange exchange) {
        beforeStatus.run();
        answer(exchange, 200, status());
    }

    private ObjectNode status() {
        return Told.json("{'version':'1','simulated':true,'provider':'anthropic'}")
                .put("login_needed", locked)
                .set("key", key);
    }

    void refuseKey() {
        key = Told.json("{'state':'invalid','from':'file'}");
    }

    private void keepKey(Exchange exchange) {
        record(exchange);
        key = Told.json("{'state':'valid','from':'page'}");
        answer(exchange, 200, status());
    }

    private void logIn(Exchange exchange) {
        record(exchange);
        locked = false;
        answer(exchange, 200, status());
    }

    private static void refuse(Exchange exchange) {
        answer(exchange, 401, Told.json("{'code':'login_needed','detail':'Log in first.'}"));
    }

    private static void picture(Exchange exchange) {
        exchange.respond(
                200,
                Headers.of("Content-Type", "image/png"),
                Base64.getDecoder().decode(PICTURE));
    }

    private void create(Exchange exchange) {
        Asked asked = record(exchange);
        Told session = session("s-new");
        session.title = asked.body().path("text").asText();
        session.user(session.title);
        reaction.accept(asked);
        answer(exchange, 201, session.row());
    }

    private void rename(Exchange exchange) {
        Told session = session(exchange.parameter("id"));
        session.title = record(exchange).body().path("title").asText();
        answer(exchange, 200, session.row());
    }

    private void delete(Exchange exchange) {
        record(exchange);
        gone.add(exchange.parameter("id"));
        sessions.remove(exchange.parameter("id"));
        exchange.respondHead(204, Headers.EMPTY);
    }

    private void accept(Exchange exchange) {
        Asked asked = record(exchange);
        if (locked) {
            refuse(exchange);
            return;
        }
        reaction.accept(asked);
        answer(exchange, 202, session(exchange.parameter("id")).row());
    }

    private void change(Exchange exchange) {
        record(exchange);
        answer(exchange, 200, Told.json(SETTINGS_OF_ONE));
    }

    private Asked record(Exchange exchange) {
        try {
            Asked one = new Asked(
                    exchange.method(),
                    exchange.path(),
                    JSON.readTree(exchange.body()),
                    exchange.headers().first("Idempotency-Key").orElse(""));
            asked.add(one);
            return one;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void list(Exchange exchange) throws InterruptedException {
        if (locked) {
            refuse(exchange);
            return;
        }
        EventStream out = EventStream.open(exchange, Headers.EMPTY);
        String before = "";
        boolean first = true;
        while (open && !locked) {
            ArrayNode rows = JSON.createArrayNode();
            sessions.values().forEach(session -> rows.add(session.row()));
            if (!rows.toString().equals(before)) {
                before = rows.toString();
                rows.forEach(row -> out.send("session", row.toString()));
            }
            gone.forEach(
                    id -> out.send("gone", JSON.createObjectNode().put("id", id).toString()));
            if (first) {
                out.send("caught_up", "{}");
                first = false;
            }
            pause();
        }
    }

    private void events(Exchange exchange) throws InterruptedException {
        Told session = sessions.get(exchange.parameter("id"));
        if (locked) {
            refuse(exchange);
            return;
        }
        if (session == null) {
            answer(exchange, 404, Told.json("{'code':'session_unknown','detail':'No such session.'}"));
            return;
        }
        long last = Long.parseLong(exchange.headers().first("Last-Event-ID").orElse("0"));
        exchange.headers().first("Last-Event-ID").ifPresent(resumedBehind::add);
        EventStream out = EventStream.open(exchange, Headers.EMPTY);
        last = send(session, last, 0, out);
        out.send("caught_up", "{}");
        followers.incrementAndGet();
        try {
            long lost = session.lost();
            while (open && !locked) {
                if (session.lost() > lost) {
                    lost = session.lost();
                    last = 0;
                    out.send("reset", "{}");
                }
                last = send(session, last, 100, out);
                if (stuck) {
                    pause();
                } else {
                    out.comment("ping");
                }
            }
        } finally {
            followers.decrementAndGet();
        }
    }

    private long send(Told session, long last, long wait, EventStream out) throws InterruptedException {
        long sent = last;
        List<ObjectNode> behind = session.behind(last, wait);
        for (ObjectNode event : stuck ? List.<ObjectNode>of() : behind) {
            sent = event.path("seq").asLong();
            out.send(event.path("type").asText(), Long.toString(sent), event.toString());
        }
        return sent;
    }

    @SuppressWarnings("ThreadSleep") // looks for changes as the real list does
    private static void pause() throws InterruptedException {
        Thread.sleep(50);
    }

    /** What the page asked for by that method and the end of the path. */
    Optional<Asked> asked(String method, String end) {
        return asked.stream()
                .filter(one -> one.method().equals(method) && one.path().endsWith(end))
                .findFirst();
    }

    private static void answer(Exchange exchange, int status, JsonNode json) {
        exchange.respond(status, DATA, json.toString().getBytes(UTF_8));
    }
}
