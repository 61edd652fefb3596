package dev.perennial.web;

import static java.util.Objects.requireNonNull;

import dev.perennial.agent.journal.Journal;
import dev.perennial.http.Exchange;
import dev.perennial.http.Headers;
import dev.perennial.http.HttpHandler;
import dev.perennial.http.Routes;
import dev.perennial.http.Transport;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** The routes of the HTTP API; {@code openapi.json} describes them. */
final class Api {

    /**
     * A route.
     *
     * @param method its method
     * @param path its path, with {@code {names}}
     */
    record Route(String method, String path, HttpHandler handler) {}

    private final WebSettings settings;
    private final SessionHost host;
    private final Workplace workplace;
    private final Guard guard;
    private final OpenStreams streams;
    private final List<Route> routes = new ArrayList<>();

    Api(
            WebSettings settings,
            SessionHost host,
            Workplace workplace,
            Guard guard,
            OpenStreams streams,
            Repeats repeats) {
        this.settings = settings;
        this.host = host;
        this.workplace = workplace;
        this.guard = guard;
        this.streams = streams;
        addSessions(new SessionsApi(host, repeats));
        addWorkplace();
        addLogin();
        on("GET", "/api/openapi.json", Api::description);
    }

    /** All of them, in order. */
    List<Route> all() {
        return List.copyOf(routes);
    }

    HttpHandler routes() {
        Routes.Builder built = Routes.builder().onProblem(Problems::answer);
        routes.forEach(route -> built.on(route.method(), route.path(), route.handler()));
        return built.build();
    }

    private void on(String method, String path, HttpHandler handler) {
        routes.add(new Route(method, path, handler));
    }

    private void addSessions(SessionsApi sessions) {
        Journal journal = host.store().journal();
        SessionFiles files = new SessionFiles(host);
        on("GET", "/api/sessions", sessions::list);
        on("POST", "/api/sessions", sessions::create);
        on("GET", "/api/sessions/events", new SessionListWatch(journal, streams, settings.ping())::serve);
        on("GET", "/api/sessions/{id}", sessions::show);
        on("PATCH", "/api/sessions/{id}", sessions::rename);
        on("DELETE", "/api/sessions/{id}", sessions::delete);
        on("GET", "/api/sessions/{id}/events", new SessionEvents(journal, streams, settings.ping())::serve);
        on("POST", "/api/sessions/{id}/messages", sessions::say);
        on("POST", "/api/sessions/{id}/interrupt", sessions::interrupt);
        on("POST", "/api/sessions/{id}/retry", sessions::retry);
        on("POST", "/api/sessions/{id}/permissions/{question}", sessions::answer);
        on("GET", "/api/sessions/{id}/export", files::export);
        on("GET", "/api/sessions/{id}/contents/{hash}", files::content);
        on("GET", "/api/sessions/{id}/exchanges", sessions::exchanges);
        on("GET", "/api/sessions/{id}/settings", sessions::settings);
        on("PATCH", "/api/sessions/{id}/settings", sessions::changeSettings);
    }

    private void addWorkplace() {
        WorkplaceApi api = new WorkplaceApi(workplace, guard);
        on("GET", "/api/status", api::status);
        on("PUT", "/api/key", api::keepKey);
        on("DELETE", "/api/key", api::forgetKey);
        on("GET", "/api/models", api::models);
        on("GET", "/api/limits", api::limits);
        on("GET", "/api/settings", api::settings);
        on("PATCH", "/api/settings", api::changeSettings);
    }

    private void addLogin() {
        boolean tls = settings.behindTls() || settings.http().transport() instanceof Transport.Tls;
        LoginApi login = new LoginApi(settings.logins(), streams, tls);
        on("POST", "/api/login", login::letIn);
        on("POST", "/api/logout", login::letOut);
    }

    private static void description(Exchange exchange) {
        try (InputStream in = requireNonNull(Api.class.getResourceAsStream("openapi.json"), "openapi.json")) {
            exchange.respond(
                    200, Headers.of("Content-Type", "application/json").with(PageHeaders.OF_DATA), in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
