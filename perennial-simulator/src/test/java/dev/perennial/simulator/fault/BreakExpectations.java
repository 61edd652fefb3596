package dev.perennial.simulator.fault;

import static dev.perennial.simulator.StreamStep.Ending.BLACK_HOLE;
import static dev.perennial.simulator.StreamStep.Ending.CLEAN;
import static dev.perennial.simulator.StreamStep.Ending.CLOSE;
import static dev.perennial.simulator.StreamStep.Ending.HANG;
import static dev.perennial.simulator.StreamStep.Ending.RESET;
import static dev.perennial.simulator.StreamStep.Ending.RESET_STREAM;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.simulator.StreamStep;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/** What the kinds do that end a stream or hold it up. */
final class BreakExpectations {

    private static final Duration HOUR = Duration.ofHours(1);

    static final Map<String, Consumer<Played>> ALL = Map.ofEntries(
            entry("first-token-delay", p -> {
                assertThat(p.steps()).first().isEqualTo(new StreamStep.Pause(Duration.ofMinutes(1)));
                whole(p);
            }),
            entry("proxy-buffers", p -> {
                assertThat(p.steps().getFirst())
                        .isEqualTo(new StreamStep.Pause(Played.stream("").pauses()));
                assertThat(p.steps())
                        .filteredOn(s -> s instanceof StreamStep.Pause)
                        .hasSize(1);
                whole(p);
            }),
            entry("proxy-strips-pings", p -> {
                assertThat(Played.stream("").count("ping")).isPositive();
                assertThat(p.count("ping")).isZero();
                assertThat(p.answer()).isEqualTo(Played.TEXT);
            }),
            entry("proxy-comments", p -> {
                whole(p);
                assertThat(Played.stream("pause=12s+proxy-comments").text())
                        .containsSubsequence(": keep-alive\n\n", ": keep-alive\n\n");
            }),
            entry("proxy-idle-cut", p -> {
                whole(p);
                Played idle = Played.stream("pause=61s+proxy-idle-cut");
                cut(idle, CLOSE);
                assertThat(idle.steps().get(idle.steps().size() - 2))
                        .isEqualTo(new StreamStep.Pause(Duration.ofMinutes(1)));
            }),
            entry("proxy-time-limit", p -> {
                whole(p);
                Played slow = Played.stream("slow=5s+proxy-time-limit");
                cut(slow, CLOSE);
                assertThat(slow.pauses()).isEqualTo(Duration.ofMinutes(1));
            }),
            entry("silence", p -> {
                assertThat(p.steps()).contains(new StreamStep.Pause(HOUR));
                whole(p);
            }),
            entry("silence-pings", p -> {
                assertThat(p.count("ping")).isEqualTo(360 + Played.stream("").count("ping"));
                held(p);
            }),
            entry("silence-comments", p -> {
                assertThat(p.text().split(": keep-alive\n\n", -1)).hasSize(361);
                held(p);
            }),
            entry("silence-empty-deltas", p -> {
                assertThat(p.text().split("\"text\":\"\"", -1))
                        .hasSize(360 + Played.stream("").text().split("\"text\":\"\"", -1).length);
                held(p);
            }),
            entry("hang", p -> cut(p, HANG)),
            entry("hang-at-end", p -> {
                assertThat(p.ending()).contains(HANG);
                whole(p);
            }),
            entry("reset", p -> cut(p, RESET)),
            entry("close", p -> {
                afterADelta(p, CLOSE);
                assertThat(p.steps()).doesNotContain(new StreamStep.GoAway());
            }),
            entry("eof", p -> afterADelta(p, CLEAN)),
            entry("eof-first", p -> {
                assertThat(p.body()).isEmpty();
                assertThat(p.response().status()).isEqualTo(200);
            }),
            entry("eof-after-message-start", p -> assertThat(p.types()).containsExactly("message_start")),
            entry("eof-after-block-stop", p -> {
                cut(p, CLEAN);
                assertThat(p.types()).endsWith("content_block_stop");
                assertThat(p.count("content_block_stop")).isEqualTo(1);
            }),
            entry("eof-after-message-delta", p -> {
                cut(p, CLEAN);
                assertThat(p.types()).endsWith("message_delta");
            }),
            entry("eof-in-line", p -> inLine(p, CLEAN)),
            entry("close-in-line", p -> inLine(p, CLOSE)),
            entry("eof-in-character", p -> {
                assertThat(p.ending()).contains(CLEAN);
                assertThat(p.latin()).endsWith("\"text\":\"caf\u00c3");
            }),
            entry("eof-after-event-line", p -> {
                assertThat(p.ending()).contains(CLEAN);
                assertThat(p.text()).endsWith("\n\nevent: content_block_delta\n");
            }),
            entry("eof-without-blank-line", p -> {
                assertThat(p.text())
                        .endsWith("data: {\"type\":\"message_stop\"}\n")
                        .isEqualTo(Played.stream("").text().strip() + "\n");
                assertThat(p.types()).endsWith("message_delta");
            }),
            entry("reset-after-message-stop", p -> {
                assertThat(p.ending()).contains(RESET);
                whole(p);
            }),
            entry("close-after-message-stop", p -> {
                assertThat(p.ending()).contains(CLOSE);
                whole(p);
            }),
            entry("error-overloaded", p -> error(p, "overloaded_error")),
            entry("error-api", p -> error(p, "api_error")),
            entry("error-timeout", p -> error(p, "timeout_error")),
            entry("error-rate-limit", p -> {
                error(p, "rate_limit_error");
                assertThat(p.text()).doesNotContain("error_code");
            }),
            entry("error-invalid-request", p -> error(p, "invalid_request_error")),
            entry("error-authentication", p -> error(p, "authentication_error")),
            entry("error-billing", p -> error(p, "billing_error")),
            entry("error-permission", p -> error(p, "permission_error")),
            entry("error-not-found", p -> error(p, "not_found_error")),
            entry("error-conflict", p -> error(p, "conflict_error")),
            entry("error-too-large", p -> error(p, "request_too_large")),
            entry("error-unknown", p -> error(p, "brand_new_error")),
            entry("error-spend-limit", p -> {
                error(p, "rate_limit_error");
                assertThat(p.text()).contains("\"details\":{\"error_code\":\"enforced_spend_limit_reached\"}");
            }),
            entry("error-without-details", p -> {
                assertThat(p.events()).last().isEqualTo(new SseReader.Event("error", "{\"type\":\"error\"}"));
                assertThat(p.ending()).contains(CLEAN);
            }),
            entry("error-then-more", p -> {
                assertThat(p.count("error")).isEqualTo(1);
                assertThat(p.types()).endsWith("message_stop");
            }),
            entry("black-hole", p -> cut(p, BLACK_HOLE)),
            entry("http2-reset-stream", p -> cut(p, RESET_STREAM)),
            entry("http2-goaway", p -> {
                assertThat(p.steps()).contains(new StreamStep.GoAway());
                whole(p);
            }),
            entry("http2-goaway-close", p -> {
                assertThat(p.steps()).contains(new StreamStep.GoAway());
                cut(p, CLOSE);
            }));

    private BreakExpectations() {}

    private static void whole(Played played) {
        assertThat(played.text()).isEqualTo(Played.stream("").text());
    }

    /** The time is over, and the stream went on to its end. */
    private static void held(Played played) {
        assertThat(played.pauses()).isEqualTo(Played.stream("").pauses().plus(HOUR));
        assertThat(played.answer()).isEqualTo(Played.TEXT);
        assertThat(played.types()).endsWith("message_stop");
    }

    private static void cut(Played played, StreamStep.Ending ending) {
        assertThat(played.ending()).contains(ending);
        assertThat(Played.stream("slow=5s").text()).startsWith(played.text());
        assertThat(played.types()).isNotEmpty().doesNotContain("message_stop");
    }

    private static void afterADelta(Played played, StreamStep.Ending ending) {
        cut(played, ending);
        assertThat(played.text()).endsWith("}}\n\n");
        assertThat(played.types()).endsWith("content_block_delta");
        assertThat(played.answer()).isNotEmpty();
    }

    private static void inLine(Played played, StreamStep.Ending ending) {
        cut(played, ending);
        assertThat(played.text()).matches("(?s).*\ndata: [^\n]+");
    }

    private static void error(Played played, String type) {
        assertThat(played.types()).endsWith("error");
        assertThat(played.events().getLast().json().path("error").path("type").asText())
                .isEqualTo(type);
        assertThat(played.ending()).contains(CLEAN);
        assertThat(played.answer()).isNotEmpty();
    }
}
