package dev.perennial.simulator.fault;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** What the kinds do that spoil, drop, double or reorder events. */
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
            entry("data-missing", p -> {
                assertThat(p.text()).contains("event: content_block_delta\n\n");
                namesComeFirst(p);
            }),
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
                assertThat(p.types()).endsWith("message_stop");
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
            entry("late-block-start", p -> {
                assertThat(String.join(" ", p.types()))
                        .startsWith("message_start ping content_block_delta content_block_start content_block_delta");
                assertThat(p.types()).hasSameElementsAs(Played.stream("").types());
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
            entry("name-missing", p -> {
                field(p, "\n\ndata: {\"type\":\"content_block_delta\"");
                namesComeFirst(p);
            }),
            entry(
                    "stop-reason-missing",
                    p -> assertThat(p.events()
                                    .get(p.events().size() - 2)
                                    .json()
                                    .path("delta")
                                    .path("stop_reason")
                                    .isNull())
                            .isTrue()));

    private EventExpectations() {}

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

    /** Of all events but the one that was spoilt. */
    private static void namesComeFirst(Played played) {
        assertThat(played.text())
                .startsWith("event: message_start\ndata: {")
                .endsWith("{\"type\":\"message_stop\"}\n\n");
    }

    static void types(Played played, UnaryOperator<List<String>> change) {
        assertThat(played.types()).isEqualTo(change.apply(Played.stream("").types()));
    }

    private static UnaryOperator<List<String>> without(String type) {
        return types -> {
            List<String> fewer = new ArrayList<>(types);
            fewer.remove(type);
            return fewer;
        };
    }

    static UnaryOperator<List<String>> twice(String type) {
        return types -> {
            List<String> more = new ArrayList<>(types);
            more.addAll(types.indexOf(type), Collections.nCopies(1, type));
            return more;
        };
    }
}
