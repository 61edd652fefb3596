package dev.perennial.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class RoutesTest {

    private static final Routes ROUTES = Routes.builder()
            .on("GET", "/things", text("all"))
            .on("GET", "/things/special", text("the special one"))
            .on(
                    "GET",
                    "/things/{id}/parts/{part}",
                    e -> e.respond(200, Headers.EMPTY, bytes(e.parameter("id") + "+" + e.parameter("part"))))
            .on("GET", "/things/{id}", e -> e.respond(200, Headers.EMPTY, bytes("id " + e.parameter("id"))))
            .on("POST", "/things", text("made"))
            .on("GET", "/wrong", e -> e.respond(200, Headers.EMPTY, bytes(e.parameter("missing"))))
            .build();

    private static HttpHandler text(String text) {
        return exchange -> exchange.respond(200, Headers.EMPTY, bytes(text));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static String ask(HttpHandler handler, String method, String path) throws IOException {
        try (HttpServer server = HttpServer.start(HttpSettings.DEFAULT, handler);
                RawClient client = new RawClient(server)) {
            return client.send(method + " " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                    .readToEnd();
        }
    }

    @Test
    void handle_matchingRoute_getsItsParametersDecoded() throws Exception {
        assertThat(ask(ROUTES, "GET", "/things/a%20b/parts/7")).endsWith("a b+7");
        assertThat(ask(ROUTES, "GET", "/things/x+y")).endsWith("id x+y");
    }

    @Test
    void handle_severalMatches_takesTheFirst() throws Exception {
        assertThat(ask(ROUTES, "GET", "/things/special")).endsWith("the special one");
    }

    @Test
    void handle_sameePathOtherMethod_takesTheRouteOfTheMethod() throws Exception {
        assertThat(ask(ROUTES, "POST", "/things")).endsWith("made");
    }

    @Test
    void handle_unknownPath_is404() throws Exception {
        assertThat(ask(ROUTES, "GET", "/nothing")).startsWith("HTTP/1.1 404");
        assertThat(ask(ROUTES, "GET", "/things/")).startsWith("HTTP/1.1 404");
        assertThat(ask(ROUTES, "GET", "/things/1/parts")).startsWith("HTTP/1.1 404");
    }

    @Test
    void handle_wrongMethod_is405AndNamesTheAllowedOnes() throws Exception {
        assertThat(ask(ROUTES, "DELETE", "/things"))
                .startsWith("HTTP/1.1 405")
                .contains("Allow: GET, POST")
                .endsWith("use GET, POST.");
    }

    @Test
    void handle_ownProblemHandler_formatsProblems() throws Exception {
        Routes routes = Routes.builder()
                .onProblem((e, problem) ->
                        e.respond(problem.status(), problem.headers(), bytes("{\"oops\":" + problem.status() + "}")))
                .build();

        assertThat(ask(routes, "GET", "/")).startsWith("HTTP/1.1 404").endsWith("{\"oops\":404}");
    }

    @Test
    void parameter_notInPattern_failsTheRequest() throws Exception {
        assertThat(ask(ROUTES, "GET", "/wrong")).startsWith("HTTP/1.1 500");
    }

    @Test
    void on_malformedPattern_isRefused() {
        for (String bad : new String[] {"no-slash", "/a/{b", "/a/x{b}", "/a/{}"}) {
            assertThatThrownBy(() -> Routes.builder().on("GET", bad, text("")))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
