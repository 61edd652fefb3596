package dev.perennial.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.agent.journal.Durability;
import dev.perennial.agent.journal.JournalBatch;
import dev.perennial.agent.journal.JournalWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Five hundred open event streams: each gets each event, once and in order. */
@Timeout(120)
final class ManyStreamsTest {

    private static final int STREAMS = 500;
    private static final int EVENTS = 40;

    @TempDir
    private Path folder;

    @Test
    void streams_fiveHundredOfThem_getAllThatHappens() throws Exception {
        try (Door door = Door.open(folder);
                JournalWriter writer = door.journal().create("s-1", Door.head("Rivers"));
                ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Events> streams = new ArrayList<>();
            for (int i = 0; i < STREAMS; i++) {
                Events events = door.events("/api/sessions/s-1/events");
                events.upTo("caught_up");
                streams.add(events);
            }
            assertThat(door.get("/metrics").body()).contains("perennial_web_open_streams " + STREAMS + ".0");
            List<Future<List<String>>> read = streams.stream()
                    .map(events -> readers.submit(reading(events)))
                    .toList();
            for (long seq = 1; seq <= EVENTS; seq++) {
                writer.append(
                        JournalBatch.of(List.of(Door.entry(seq, "text_delta", ",\"text\":\"x\"")), Door.head("Rivers")),
                        Durability.PROCESS);
            }
            List<String> all =
                    LongStream.rangeClosed(1, EVENTS).mapToObj(Long::toString).toList();
            for (Future<List<String>> one : read) {
                assertThat(one.get()).isEqualTo(all);
            }
            streams.forEach(Events::close);
        }
    }

    /** A stream that was opened long before the first event has also brought pings. */
    private static Callable<List<String>> reading(Events events) {
        return () -> events.upTo(event -> event.seq().equals(String.valueOf(EVENTS))).stream()
                .filter(event -> !event.type().equals("comment"))
                .map(Events.Event::seq)
                .toList();
    }
}
