package dev.perennial.benchmarks;

import dev.perennial.simulator.fault.FaultGroup;
import dev.perennial.simulator.fault.Parameter;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the table as a Markdown page. */
final class FaultPage {

    private FaultPage() {}

    static String of(List<Row> rows) {
        StringBuilder page = new StringBuilder(introduction(rows.size()));
        page.append(totals(rows));
        for (FaultGroup group : FaultGroup.values()) {
            page.append(table(
                    group, rows.stream().filter(r -> r.kind().group() == group).toList()));
        }
        return page.toString();
    }

    private static String introduction(int faults) {
        return """
            # Faults, and what the SDK makes of them, bare and with Perennial

            The simulator can let an answer fail in %d ways. This page lists them all, and what a program sees that calls the
            official Java SDK (`anthropic-java` 3.11.0) as it is, and with [Perennial](java-sdk.md) as interceptor. It is written
            by a program (`dev.perennial.benchmarks.FaultTable`), not by hand.

            ```
            ./perennial simulate --list                       all faults, one per line
            ./perennial simulate --fault reset@text:120       for all requests of a server
            ANTHROPIC_BASE_URL=http://127.0.0.1:7430/fault/reset@text:120        for one client
            x-simulator-fault: http-529~1-2+reset@text:120~3                     for one request, by header
            ```

            A fault is `NAME[=VALUE][@PLACE][~ATTEMPTS]`; several are joined by `+`. Places: `first`, `event:N` (before the
            Nth event), `byte:N`, `time:2s`, `message_start`, `thinking[:N]`, `text[:N]`, `tool_input[:N]`, `server_tool[:N]`
            (after N characters of the first such block), `block_stop[:N]`, `message_delta`, `end`. Attempts: `~1`, `~1-3`,
            `~2,4`, `~*`; they are counted per conversation, and begin anew after an answer that was sent whole. Faults that
            do no harm befall all attempts unless told otherwise, all others the first.

            **How it was measured.** Each call begins with the fault at its default place, for the first attempt, and asks for
            thinking, a text and a tool call. Time runs %d times faster than told, for faults and timeouts alike: the SDK's
            defaults of 1 minute to connect and 10 minutes in total are %d s and %d s here, its retries (2) wait as long as
            ever. A call that has neither ended nor failed after %d s counts as hanging. Faults of the group "tls and http/2"
            were measured over TLS with HTTP/2, all others over plain HTTP/1.1. Streams were read event by event, as the SDK's
            examples do; its `MessageAccumulator` refuses some of what is called whole or truncated here. With Perennial no total
            is set, its clocks run as much faster, and `create` is sent as a stream, so that faults of streams can befall it too.
            The simulated model goes on with a broken text as it is asked to. Lost, doubled and swapped deltas are well-formed
            streams that say something else: nobody between server and program can tell.

            """.formatted(
                faults, FakeApi.HASTE, FakeApi.CONNECT.toSeconds(), FakeApi.TOTAL.toSeconds(), Trial.BOUND.toSeconds());
    }

    private static String totals(List<Row> rows) {
        StringBuilder table = new StringBuilder("| outcome | meaning | `createStreaming` | with Perennial | `create` |"
                + " with Perennial |\n|---|---|---:|---:|---:|---:|\n");
        for (Outcome outcome : Outcome.values()) {
            table.append("| %s | %s | %d | %d | %d | %d |\n"
                    .formatted(
                            outcome.title(),
                            outcome.meaning(),
                            count(outcome, rows, r -> Stream.of(r.stream())),
                            count(outcome, rows, r -> Stream.of(r.unbrokenStream())),
                            count(outcome, rows, r -> r.create().stream()),
                            count(outcome, rows, r -> Stream.of(r.unbrokenCreate()))));
        }
        return table.toString();
    }

    private static long count(Outcome outcome, List<Row> rows, Function<Row, Stream<Verdict>> column) {
        return rows.stream().flatMap(column).filter(v -> v.outcome() == outcome).count();
    }

    private static String table(FaultGroup group, List<Row> rows) {
        String head = "\n## " + group.title()
                + "\n\n| fault | on the wire | `createStreaming` | with Perennial | `create` | with Perennial |\n"
                + "|---|---|---|---|---|---|\n";
        return rows.stream().map(FaultPage::line).collect(Collectors.joining("", head, ""));
    }

    private static String line(Row row) {
        String value = row.kind().parameter() instanceof Parameter.None
                ? ""
                : "=" + row.kind().parameter();
        String place = row.kind().hasPlace() ? "@" + row.kind().place() : "";
        return "| `%s`%s | %s | %s | %s | %s | %s |\n"
                .formatted(
                        row.kind().name(),
                        value.isEmpty() && place.isEmpty() ? "" : " `" + value + place + "`",
                        row.kind().description(),
                        row.stream(),
                        row.unbrokenStream(),
                        row.create().map(Verdict::toString).orElse("–"),
                        row.unbrokenCreate());
    }
}
