package dev.perennial.simulator.fault;

import static dev.perennial.simulator.StreamStep.Ending.BLACK_HOLE;
import static dev.perennial.simulator.StreamStep.Ending.CLOSE;
import static dev.perennial.simulator.StreamStep.Ending.HANG;
import static dev.perennial.simulator.StreamStep.Ending.RESET;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.simulator.SimulatedResponse;
import dev.perennial.simulator.StreamStep;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.assertj.core.api.Assertions;

/** What the kinds that concern the whole response do. */
final class ReplyExpectations {

    private static final String OVERLOADED = "overloaded_error";
    private static final String RATE = "rate_limit_error";

    static final Map<String, Consumer<Played>> ALL = Map.ofEntries(
            entry("connect-delay", p -> late(p, Duration.ofSeconds(20))),
            entry("connect-reset", p -> broken(p, "", RESET)),
            entry("connect-close", p -> broken(p, "", CLOSE)),
            entry("connect-black-hole", p -> broken(p, "", BLACK_HOLE)),
            entry("head-delay", p -> late(p, Duration.ofSeconds(20))),
            entry("head-hang", p -> broken(p, "", HANG)),
            entry("head-cut", p -> broken(p, "HTTP/1.1 200", CLOSE)),
            entry("head-reset", p -> broken(p, "HTTP/1.1 200", RESET)),
            entry("head-garbage", p -> broken(p, "SSH-2.0", CLOSE)),
            entry("head-drip", p -> {
                assertThat(p.steps())
                        .first()
                        .satisfies(s -> assertThat(Steps.encode(s)).isEqualTo(new byte[] {'H'}));
                assertThat(p.steps().get(1)).isEqualTo(new StreamStep.Pause(Duration.ofMillis(100)));
                assertThat(p.text())
                        .startsWith("HTTP/1.1 200")
                        .endsWith(Played.stream("").text());
            }),
            entry(
                    "head-early-hints",
                    p -> assertThat(p.text())
                            .startsWith("HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200")
                            .endsWith(Played.stream("").text())),
            entry("http-400", p -> bare(p, 400, "invalid_request_error")),
            entry("http-401", p -> bare(p, 401, "authentication_error")),
            entry("http-402", p -> bare(p, 402, "billing_error")),
            entry("http-403", p -> bare(p, 403, "permission_error")),
            entry("http-404", p -> bare(p, 404, "not_found_error")),
            entry("http-408", p -> bare(p, 408, "timeout_error")),
            entry("http-409", p -> bare(p, 409, "conflict_error")),
            entry("http-413", p -> bare(p, 413, "request_too_large")),
            entry("http-429", p -> bare(p, 429, RATE)),
            entry("http-500", p -> bare(p, 500, "api_error")),
            entry("http-502", p -> bare(p, 502, "api_error")),
            entry("http-503", p -> bare(p, 503, "api_error")),
            entry("http-504", p -> bare(p, 504, "timeout_error")),
            entry("http-529", p -> bare(p, 529, OVERLOADED)),
            entry("http", p -> bare(p, 500, "api_error")),
            entry("http-429-retry-after", p -> header(p, 429, RATE, "retry-after", "2")),
            entry("http-429-retry-after-ms", p -> header(p, 429, RATE, "retry-after-ms", "500")),
            entry(
                    "http-429-retry-after-date",
                    p -> header(p, 429, RATE, "retry-after", "Fri, 20 Nov 2026 12:00:02 GMT")),
            entry("http-429-retry-after-long", p -> header(p, 429, RATE, "retry-after", "3600")),
            entry("http-503-retry-after", p -> header(p, 503, "api_error", "retry-after", "2")),
            entry("http-529-retry-after", p -> header(p, 529, OVERLOADED, "retry-after", "2")),
            entry("retry-after", p -> only(p, "retry-after", "2")),
            entry("should-retry", p -> only(p, "x-should-retry", "true")),
            entry("should-not-retry", p -> only(p, "x-should-retry", "false")),
            entry("http-429-bad-retry-after", p -> header(p, 429, RATE, "retry-after", "soon")),
            entry("http-429-zero-retry-after", p -> header(p, 429, RATE, "retry-after", "0")),
            entry("http-500-should-not-retry", p -> header(p, 500, "api_error", "x-should-retry", "false")),
            entry("http-529-should-not-retry", p -> header(p, 529, OVERLOADED, "x-should-retry", "false")),
            entry("http-400-should-retry", p -> header(p, 400, "invalid_request_error", "x-should-retry", "true")),
            entry("http-429-spend-limit", p -> coded(p, "enforced_spend_limit_reached")),
            entry("http-429-contract-limit", p -> coded(p, "contract_spend_limit_reached")),
            entry("http-429-ramp-limit", p -> {
                coded(p, "ramp_limit_exceeded");
                header(p, 429, RATE, "retry-after", "1");
            }),
            entry("http-400-usage-limit", p -> {
                status(p, 400, "invalid_request_error");
                assertThat(p.text()).contains("You have reached your specified API usage limits");
            }),
            entry("http-500-empty", p -> body(p, 500, "application/json", "")),
            entry("http-529-text", p -> body(p, 529, "text/plain", "overloaded")),
            entry("html-502", p -> html(p, 502)),
            entry("html-503", p -> html(p, 503)),
            entry("html-504", p -> html(p, 504)),
            entry("html-403", p -> html(p, 403)),
            entry("html-200", p -> html(p, 200)),
            entry("empty-200", p -> body(p, 200, "text/event-stream", "")),
            entry("json-error-200", p -> {
                assertThat(p.response().status()).isEqualTo(200);
                assertThat(p.json().path("error").path("type").asText()).isEqualTo(OVERLOADED);
            }),
            entry("redirect-to-login", p -> {
                body(p, 302, "text/html", "");
                assertThat(p.response().headers().first("location")).contains("/login");
            }),
            entry(
                    "wrong-content-type",
                    p -> body(p, 200, "text/plain", Played.stream("").text())),
            entry("no-content-type", p -> {
                assertThat(p.response().headers().first("content-type")).isEmpty();
                assertThat(p.text()).isEqualTo(Played.stream("").text());
            }),
            entry(
                    "gzip",
                    p -> assertThat(unzipped(p)).isEqualTo(Played.stream("").text())),
            entry(
                    "gzip-cut",
                    p -> Assertions.assertThatThrownBy(() -> unzipped(p)).hasRootCauseInstanceOf(EOFException.class)),
            entry("gzip-lie", p -> {
                assertThat(p.response().headers().first("content-encoding")).contains("gzip");
                assertThat(p.text()).isEqualTo(Played.stream("").text());
            }),
            entry(
                    "length-lie",
                    p -> assertThat(p.text())
                            .contains("Content-Length: 99999999\r\n\r\n")
                            .endsWith(Played.stream("").text())));

    private ReplyExpectations() {}

    private static void late(Played played, Duration delay) {
        assertThat(played.response().delay()).isEqualTo(delay);
        assertThat(played.text()).isEqualTo(Played.stream("").text());
    }

    private static void broken(Played played, String beginning, StreamStep.Ending ending) {
        assertThat(played.response()).isInstanceOf(SimulatedResponse.Broken.class);
        assertThat(played.text()).startsWith(beginning).doesNotContain("\r\n\r\n");
        assertThat(played.ending()).contains(ending);
    }

    private static void status(Played played, int status, String type) {
        assertThat(played.response().status()).isEqualTo(status);
        assertThat(played.json().path("type").asText()).isEqualTo("error");
        assertThat(played.json().path("error").path("type").asText()).isEqualTo(type);
        assertThat(played.json().path("request_id").asText()).startsWith("req_");
    }

    /** Nothing beside the status says whether or when to ask again. */
    private static void bare(Played played, int status, String type) {
        status(played, status, type);
        assertThat(played.json().path("error").has("details")).isFalse();
        assertThat(played.text()).doesNotContain("usage limits");
        for (String header : new String[] {"retry-after", "retry-after-ms", "x-should-retry"}) {
            assertThat(played.response().headers().first(header)).as(header).isEmpty();
        }
    }

    private static void header(Played played, int status, String type, String name, String value) {
        status(played, status, type);
        assertThat(played.response().headers().first(name)).contains(value);
    }

    private static void only(Played played, String name, String value) {
        assertThat(played.response().status()).isEqualTo(200);
        assertThat(played.response().headers().all(name)).containsExactly(value);
        assertThat(played.text()).isEqualTo(Played.stream("").text());
    }

    private static void coded(Played played, String code) {
        status(played, 429, RATE);
        assertThat(played.json()
                        .path("error")
                        .path("details")
                        .path("error_code")
                        .asText())
                .isEqualTo(code);
    }

    private static void body(Played played, int status, String type, String body) {
        assertThat(played.response().status()).isEqualTo(status);
        assertThat(played.response().headers().all("content-type")).containsExactly(type);
        assertThat(played.text()).isEqualTo(body);
    }

    private static void html(Played played, int status) {
        assertThat(played.response().status()).isEqualTo(status);
        assertThat(played.response().headers().all("content-type")).containsExactly("text/html; charset=utf-8");
        assertThat(played.text()).startsWith("<!DOCTYPE html>");
    }

    private static String unzipped(Played played) {
        assertThat(played.response().headers().first("content-encoding")).contains("gzip");
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(played.body()))) {
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        } catch (IOException cut) {
            throw new UncheckedIOException(cut);
        }
    }
}
