package dev.perennial.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.agent.journal.Durability;
import dev.perennial.agent.journal.JournalBatch;
import dev.perennial.agent.journal.JournalEntry;
import dev.perennial.agent.journal.JournalWriter;
import dev.perennial.web.Events.Event;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The events of a session over HTTP: each once and in order, wherever a stream is cut. */
@Timeout(120)
final class SessionEventsTest {

    private static final int MANY = 60;

    @TempDir
    private Path folder;

    private static JournalEntry text(long seq) {
        return Door.entry(seq, "text_delta", ",\"text\":\"" + seq + "\"");
    }

    @Test
    void events_ofThePast_comeWithPlaceTimeAndType() {
        try (Door door = Door.open(folder)) {
            door.keep("s-1", "Rivers", Door.entry(1, "user", ",\"text\":\"a\\nb\""), text(3));
            try (Events events = door.events("/api/sessions/s-1/events")) {
                List<Event> read = events.upTo("caught_up");

                assertThat(read).extracting(Event::type).containsExactly("user", "text_delta", "caught_up");
                assertThat(read).extracting(Event::id).containsExactly("1-1000001", "3-1000003", "");
                assertThat(Door.parse(read.getFirst().data()))
                        .isEqualTo(
                                Door.parse(
                                        "{\"type\":\"user\",\"session\":\"s-1\",\"seq\":1,\"at\":\"1970-01-01T00:16:40.001Z\",\"text\":\"a\\nb\"}"));
            }
        }
    }

    @Test
    void events_cutAfterEachOfThem_joinToAllOfThem() {
        try (Door door = Door.open(folder)) {
            door.keep(
                    "s-1",
                    "Rivers",
                    LongStream.rangeClosed(1, MANY)
                            .mapToObj(SessionEventsTest::text)
                            .toArray(JournalEntry[]::new));
            List<String> all =
                    LongStream.rangeClosed(1, MANY).mapToObj(Long::toString).toList();
            for (int cut = 1; cut <= MANY; cut++) {
                List<String> joined = new ArrayList<>();
                String last = String.valueOf(cut);
                try (Events first = door.events("/api/sessions/s-1/events")) {
                    ids(first.upTo(event -> event.seq().equals(last)), joined);
                }
                try (Events second = door.events("/api/sessions/s-1/events?after=0", "Last-Event-ID", last)) {
                    ids(second.upTo("caught_up"), joined);
                }
                assertThat(joined).as("cut after %d", cut).isEqualTo(all);
            }
        }
    }

    @Test
    void events_cutAfterEachThatIsWrittenMeanwhile_joinToAllOfThem() {
        try (Door door = Door.open(folder);
                JournalWriter writer = door.journal().create("s-1", Door.head("Rivers"))) {
            List<String> joined = new ArrayList<>();
            long written = 0;
            while (written < MANY) {
                String last = joined.isEmpty() ? "0" : joined.getLast();
                try (Events events = door.events("/api/sessions/s-1/events", "Last-Event-ID", last)) {
                    ids(events.upTo("caught_up"), joined);
                    written++;
                    append(writer, written);
                    String live = String.valueOf(written);
                    ids(events.upTo(event -> event.seq().equals(live)), joined);
                }
                written++;
                append(writer, written); // while nobody reads
            }
            try (Events events = door.events("/api/sessions/s-1/events", "Last-Event-ID", joined.getLast())) {
                ids(events.upTo("caught_up"), joined);
            }
            assertThat(joined)
                    .isEqualTo(LongStream.rangeClosed(1, MANY)
                            .mapToObj(Long::toString)
                            .toList());
        }
    }

    @Test
    void events_cutWithinABlock_areFollowedByTheWholeBlock() {
        try (Door door = Door.open(folder);
                JournalWriter writer = door.journal().create("s-1", Door.head("Rivers"))) {
            append(writer, 1);
            append(writer, 2);
            try (Events events = door.events("/api/sessions/s-1/events")) {
                assertThat(events.upTo(event -> event.seq().equals("1"))).hasSize(1);
            }
            writer.append(
                    new JournalBatch(
                            List.of(Door.entry(3, "block", ",\"block\":{\"text\":\"12\"}")),
                            Set.of(1L, 2L),
                            List.of(),
                            Set.of(),
                            Door.head("Rivers")),
                    Durability.PROCESS);
            try (Events events = door.events("/api/sessions/s-1/events", "Last-Event-ID", "1")) {
                assertThat(events.upTo("caught_up")).extracting(Event::type).containsExactly("block", "caught_up");
            }
        }
    }

    @Test
    void events_ofASessionThatIsDeleted_sayItAndEnd() {
        try (Door door = Door.open(folder)) {
            door.keep("s-1", "Rivers", text(1));
            try (Events events = door.events("/api/sessions/s-1/events")) {
                events.upTo("caught_up");
                door.journal().delete("s-1");

                assertThat(events.next()).map(Event::type).contains("deleted");
                assertThat(events.next()).isEmpty();
            }
        }
    }

    @Test
    void events_behindWhatThereIs_beginAnew() {
        try (Door door = Door.open(folder)) {
            door.keep("s-1", "Rivers", text(1));
            try (Events events = door.events("/api/sessions/s-1/events", "Last-Event-ID", "7")) {
                assertThat(events.upTo("caught_up"))
                        .extracting(Event::type)
                        .containsExactly("reset", "text_delta", "caught_up");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2-1000002, false", // what is there
        "2-1000001, true", // another that was at this place
        "2-1000003, true",
        "4-1000004, false", // a piece that its block replaced
        "4-1000001, true", // a piece that was lost with what was before it
        "2, false",
        "0, false"
    })
    void events_afterTheMachineEnded_beginAnewForWhoHasWhatWasLost(String last, boolean anew) {
        try (Door door = Door.open(folder)) {
            door.keep("s-1", "Rivers", text(1), text(2), text(6));
            try (Events events = door.events("/api/sessions/s-1/events", "Last-Event-ID", last)) {
                List<Event> read = events.upTo("caught_up");

                assertThat(read.getFirst().type().equals("reset")).isEqualTo(anew);
                assertThat(read.getLast().type()).isEqualTo("caught_up");
                if (anew) {
                    assertThat(read).hasSize(5);
                }
            }
        }
    }

    @Test
    void events_ofASilentSession_areCommentsNowAndThen() {
        try (Door door = Door.open(folder, Door.SETTINGS.withPing(Duration.ofMillis(10)))) {
            door.keep("s-1", "Rivers", text(1));
            try (Events events = door.events("/api/sessions/s-1/events")) {
                events.upTo("caught_up");

                assertThat(events.next()).contains(new Event("comment", "", "ping"));
            }
        }
    }

    @Test
    void events_whenTheServerCloses_endInGoodOrder() {
        try (Door door = Door.open(folder, Door.patient())) {
            door.keep("s-1", "Rivers", text(1));
            try (Events events = door.events("/api/sessions/s-1/events")) {
                events.upTo("caught_up");
                door.closeServer();

                assertThat(events.next()).isEmpty();
            }
        }
    }

    @Test
    void events_ofNoSession_areAProblem() {
        try (Door door = Door.open(folder)) {
            assertThat(door.get("/api/sessions/s-9/events").status()).isEqualTo(404);
            door.keep("s-1", "Rivers");
            assertThat(door.get("/api/sessions/s-1/events?after=x").code()).isEqualTo("invalid_field");
        }
    }

    private static void append(JournalWriter writer, long seq) {
        writer.append(JournalBatch.of(List.of(text(seq)), Door.head("Rivers")), Durability.PROCESS);
    }

    private static void ids(List<Event> events, List<String> ids) {
        events.stream().map(Event::seq).filter(id -> !id.isEmpty()).forEach(ids::add);
    }
}
