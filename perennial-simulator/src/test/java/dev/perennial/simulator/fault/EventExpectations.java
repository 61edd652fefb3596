package dev.perennial.simulator.fault;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.simulator.StreamStep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** What the kinds do that change, add or drop events, or write them in another way. */
final class EventExpectations {

    static final Map<String, Consumer<Played>> ALL = Map.ofEntries(
            entry("json-garbage", p -> data(p, data -> "{oops]")),
            entry("json-half", p -> data(p, data -> data.substring(0, data.length() / 2))),
            entry("json-null", p -> data(p, data -> "null")),
            entry("json-array", p -> data(p, data -> "[" + data + "]")),
            entry("json-string", p -> data(p, data -> "\"text\"")),
            entry("json-nested", p -> assertThat(p.text()).contains("[".repeat(5_000) + "]".repeat(5_000))),
            entry("json-control-character", p -> data(p, data -> data.replace("\"}}", "\u0001\"}}"))),
            entry("data-empty", p -> assertThat(p.text()).contains("event: content_block_delta\ndata: \n\n")),
            entry("data-missing", p -> assertThat(p.text()).contains("event: content_block_delta\n\n")),
            entry("data-bad-utf8", p -> assertThat(p.latin()).contains("\u00ff\u00fe\"}}\n\n")),
            entry("type-missing", p -> field(p, "{\"index\":1,\"delta\":{\"type\":\"text_delta\"")),
            entry("index-missing", p -> field(p, "{\"type\":\"content_block_delta\",\"delta\":{")),
            entry("index-text", p -> field(p, "\"index\":\"first\"")),
            entry("index-negative", p -> field(p, "\"index\":-1")),
            entry("delta-missing", p -> field(p, "{\"type\":\"content_block_delta\",\"index\":1}")),
            entry("delta-null", p -> field(p, "\"delta\":null")),
            entry("delta-type-missing", p -> field(p, "\"delta\":{\"text\":")),
            entry("content-null", p -> field(p, "\"text\":null")),
            entry("content-number", p -> field(p, "\"text\":5")),
            entry("missing-message-start", p -> types(p, without("message_start"))),
            entry("missing-block-start", p -> types(p, without("content_block_start"))),
            entry("missing-delta", p -> {
                assertThat(p.events()).hasSize(Played.stream("").events().size() - 1);
                assertThat(p.answer()).isNotEqualTo(Played.TEXT).startsWith("G").endsWith("it.");
            }),
            entry("missing-block-stop", p -> types(p, without("content_block_stop"))),
            entry("missing-message-delta", p -> types(p, without("message_delta"))),
            entry("doubled-message-start", p -> types(p, twice("message_start"))),
            entry("doubled-block-start", p -> types(p, twice("content_block_start"))),
            entry("doubled-delta", p -> {
                assertThat(p.events()).hasSize(Played.stream("").events().size() + 1);
                assertThat(p.answer()).hasSizeGreaterThan(Played.TEXT.length());
            }),
            entry("doubled-block-stop", p -> types(p, twice("content_block_stop"))),
            entry("doubled-message-delta", p -> types(p, twice("message_delta"))),
            entry("doubled-message-stop", p -> types(p, twice("message_stop"))),
            entry("second-message-start", p -> {
                assertThat(p.count("message_start")).isEqualTo(2);
                assertThat(p.types().indexOf("content_block_delta"))
                        .isLessThan(p.types().lastIndexOf("message_start"));
            }),
            entry("swapped-deltas", p -> {
                types(p, types -> types);
                assertThat(p.answer()).hasSameSizeAs(Played.TEXT).isNotEqualTo(Played.TEXT);
            }),
            entry("delta-after-stop", p -> {
                assertThat(String.join(" ", p.types())).contains("content_block_stop content_block_delta");
                assertThat(p.answer()).hasSameSizeAs(Played.TEXT).isNotEqualTo(Played.TEXT);
            }),
            entry(
                    "delta-after-message-stop",
                    p -> assertThat(p.types()).endsWith("message_stop", "content_block_delta")),
            entry("wrong-index", p -> field(p, "\"index\":8")),
            entry(
                    "wrong-delta-type",
                    p -> field(
                            p,
                            "{\"type\":\"content_block_delta\",\"index\":1,\"delta\":{\"type\":\"input_json_delta\"")),
            entry("name-mismatch", p -> field(p, "event: message_stop\ndata: {\"type\":\"content_block_delta\"")),
            entry("name-missing", p -> field(p, "\n\ndata: {\"type\":\"content_block_delta\"")),
            entry(
                    "stop-reason-missing",
                    p -> assertThat(p.events()
                                    .get(p.events().size() - 2)
                                    .json()
                                    .path("delta")
                                    .path("stop_reason")
                                    .isNull())
                            .isTrue()),
            entry("crlf", p -> {
                assertThat(p.text().replace("\r\n", "")).doesNotContain("\n").doesNotContain("\r");
                same(p);
            }),
            entry("cr", p -> {
                assertThat(p.text()).doesNotContain("\n").contains("\r\r");
                same(p);
            }),
            entry("bom", p -> {
                assertThat(p.text()).startsWith("\ufeffevent");
                same(p);
            }),
            entry("no-space", p -> {
                assertThat(p.text()).contains("\ndata:{").doesNotContain("data: ");
                same(p);
            }),
            entry("multi-line-data", p -> {
                assertThat(p.text()).contains("data: {\"type\":\"content_block_delta\",\ndata: \"index\"");
                same(p);
            }),
            entry("data-first", p -> {
                assertThat(p.text()).startsWith("data: {").doesNotContain("\n\nevent");
                same(p);
            }),
            entry("id-fields", p -> {
                assertThat(p.text()).contains("\n\nid: 7\nretry: 3000\nevent");
                same(p);
            }),
            entry("other-fields", p -> {
                assertThat(p.text()).contains("\n\nshape: round\nlonely\nevent");
                same(p);
            }),
            entry("comments", p -> {
                assertThat(p.text()).contains("\n\n: comment\nevent");
                same(p);
            }),
            entry("comment-events", p -> {
                assertThat(p.text()).contains("\n\n:\n\nevent");
                same(p);
            }),
            entry("blank-lines", p -> {
                assertThat(p.text()).contains("\n\n\n\n\nevent");
                same(p);
            }),
            entry("escaped-characters", p -> {
                assertThat(p.text()).isASCII().contains("\\u00fc");
                same(p);
            }),
            entry("trailing-comment", p -> {
                assertThat(p.text()).endsWith("\n\n: bye");
                same(p);
            }),
            entry("one-byte", p -> packets(p, 1)),
            entry("packets", p -> packets(p, 7)),
            entry("unknown-event", p -> assertThat(p.types()).containsOnlyOnce("brand_new_event")),
            entry("unknown-block", p -> {
                assertThat(p.text())
                        .contains(
                                "{\"type\":\"content_block_start\",\"index\":1,\"content_block\":{\"type\":\"brand_new_block\"");
                assertThat(p.text()).contains("\"index\":2,\"content_block\":{\"type\":\"text\"");
                assertThat(p.answer()).isEqualTo(Played.TEXT);
            }),
            entry(
                    "unknown-delta",
                    p -> assertThat(p.text()).containsOnlyOnce("\"index\":1,\"delta\":{\"type\":\"brand_new_delta\"")),
            entry(
                    "unknown-fields",
                    p -> assertThat(p.events())
                            .allMatch(e -> e.json().path("brand_new_field").asBoolean())),
            entry(
                    "big-delta",
                    p -> assertThat(p.answer())
                            .hasSize(Played.TEXT.length() + (1 << 20))
                            .contains("xxx")),
            entry("empty-deltas", p -> {
                assertThat(p.events()).hasSize(Played.stream("").events().size() + 100);
                assertThat(p.answer()).isEqualTo(Played.TEXT);
            }),
            entry(
                    "ping-burst",
                    p -> assertThat(p.count("ping"))
                            .isEqualTo(1_000 + Played.stream("").count("ping"))),
            entry("ping-first", p -> assertThat(p.types()).startsWith("ping", "message_start")),
            entry("two-message-deltas", p -> {
                types(p, twice("message_delta"));
                assertThat(p.events()
                                .get(p.events().size() - 3)
                                .json()
                                .path("delta")
                                .path("stop_reason")
                                .isNull())
                        .isTrue();
                assertThat(p.events()
                                .get(p.events().size() - 2)
                                .json()
                                .path("delta")
                                .path("stop_reason")
                                .asText())
                        .isEqualTo("tool_use");
            }),
            entry("thinking-pings", p -> {
                assertThat(p.count("ping")).isEqualTo(60 + Played.stream("").count("ping"));
                assertThat(p.pauses()).isEqualTo(Played.stream("").pauses().plusMinutes(10));
            }),
            entry("pause", p -> {
                assertThat(p.steps()).contains(new StreamStep.Pause(Duration.ofMinutes(2)));
                same(p);
            }),
            entry("slow", p -> {
                assertThat(p.pauses())
                        .isGreaterThan(Duration.ofSeconds(2L * p.events().size()));
                same(p);
            }),
            entry("late-end", p -> {
                assertThat(p.steps()).last().isEqualTo(new StreamStep.Pause(Duration.ofSeconds(30)));
                same(p);
            }));

    private EventExpectations() {}

    private static List<JsonNode> json(Played played) {
        return played.events().stream().map(SseReader.Event::json).toList();
    }

    private static void same(Played played) {
        assertThat(json(played)).isEqualTo(json(Played.stream("")));
        assertThat(played.types()).isEqualTo(Played.stream("").types());
    }

    private static void packets(Played played, int size) {
        assertThat(played.text()).isEqualTo(Played.stream("").text());
        assertThat(played.steps())
                .filteredOn(s -> !(s instanceof StreamStep.Pause))
                .allMatch(s -> Steps.encode(s).length <= size)
                .hasSizeGreaterThanOrEqualTo(played.body().length / size);
    }

    /** Exactly one event is another than it would have been, by this change of its data. */
    private static void data(Played played, UnaryOperator<String> change) {
        List<SseReader.Event> plain = Played.stream("").events();
        List<Integer> changed = new ArrayList<>();
        for (int i = 0; i < plain.size(); i++) {
            if (!plain.get(i).equals(played.events().get(i))) {
                changed.add(i);
            }
        }
        assertThat(changed).hasSize(1);
        int at = changed.getFirst();
        assertThat(played.events().get(at).data())
                .isEqualTo(change.apply(plain.get(at).data()));
        assertThat(played.events()).hasSameSizeAs(plain);
    }

    private static void field(Played played, String written) {
        assertThat(played.text()).contains(written);
        assertThat(Played.stream("").text()).doesNotContain(written);
        assertThat(played.types()).endsWith("message_stop");
    }

    private static void types(Played played, UnaryOperator<List<String>> change) {
        assertThat(played.types()).isEqualTo(change.apply(Played.stream("").types()));
    }

    private static UnaryOperator<List<String>> without(String type) {
        return types -> {
            List<String> fewer = new ArrayList<>(types);
            fewer.remove(type);
            return fewer;
        };
    }

    private static UnaryOperator<List<String>> twice(String type) {
        return types -> {
            List<String> more = new ArrayList<>(types);
            more.addAll(types.indexOf(type), Collections.nCopies(1, type));
            return more;
        };
    }
}
