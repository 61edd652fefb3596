package dev.perennial.simulator.fault;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.simulator.StreamStep;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What the kinds do that write the same events in another way, or add what a correct client overlooks. */
final class HarmlessExpectations {

    static final Map<String, Consumer<Played>> ALL = Map.ofEntries(
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
                assertThat(p.text())
                        .contains(
                                "data: {\ndata: \"type\":\"content_block_delta\"", "data: {\ndata: \"type\":\"ping\"");
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
            entry("unknown-delta", p -> {
                assertThat(p.text()).containsOnlyOnce("\"index\":1,\"delta\":{\"type\":\"brand_new_delta\"");
                assertThat(p.events()).hasSize(Played.stream("").events().size() + 1);
            }),
            entry("unknown-fields", p -> {
                assertThat(p.types()).isEqualTo(Played.stream("").types());
                assertThat(p.events())
                        .allMatch(e -> e.json().path("brand_new_field").asBoolean());
            }),
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
                EventExpectations.types(p, EventExpectations.twice("message_delta"));
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

    private HarmlessExpectations() {}

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
                .anyMatch(s -> Steps.encode(s).length == size)
                .hasSizeGreaterThanOrEqualTo(played.body().length / size);
    }
}
