package dev.perennial.app.crash;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.perennial.agent.SessionEvent;
import dev.perennial.agent.SessionStore;
import dev.perennial.agent.journal.Journal;
import dev.perennial.agent.journal.SessionRow;
import dev.perennial.journal.SqliteJournal;
import dev.perennial.simulator.Pace;
import dev.perennial.simulator.Reply;
import dev.perennial.simulator.SimulatorServer;
import dev.perennial.simulator.SimulatorSettings;
import dev.perennial.simulator.manner.Manner;
import dev.perennial.simulator.manner.ResumingBrain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kills a real process again and again, at any instant: what it left is gone on with to the same end. */
final class KilledProgramTest {

    private static final int KILLS = Integer.getInteger("perennial.kills", 50);
    /** So many events a process brings at most before it is killed. */
    private static final int MOST_EVENTS = 300;

    private static final int CALLS = 4;
    private static final String ANSWER = IntStream.range(1, 400)
            .mapToObj(i -> "Number " + i + " is one of them, and nobody knows why it is the " + i + "th. ")
            .collect(Collectors.joining())
            .strip();

    @TempDir
    Path folder;

    /** One call after the other, then the answer. */
    private static Reply reply(List<JsonNode> messages) {
        int calls = messages.toString().split("\"type\":\"tool_use\"", -1).length - 1;
        return calls < CALLS
                ? Reply.of(
                        Reply.textBlock("Let me note down number " + calls + "."),
                        Reply.toolUseBlock("note", JsonNodeFactory.instance.objectNode()))
                : Reply.text(ANSWER);
    }

    @Test
    @Timeout(value = 2, unit = TimeUnit.HOURS)
    void session_itsProcessIsKilledAtAnyInstant_comesToTheSameEnd() throws Exception {
        Random random = new Random(12);
        SimulatorSettings settings = SimulatorSettings.builder(ResumingBrain.over(prompt -> reply(prompt.messages())))
                .manner(Manner.OBEDIENT)
                .pace(new Pace(Duration.ofMillis(100), 6_000, Duration.ofSeconds(10)))
                .build();
        try (SimulatorServer server = SimulatorServer.start(settings)) {
            QuickStart program = new QuickStart(KilledProgram.class, folder);
            Process unharmed = start(program, Files.createDirectory(folder.resolve("unharmed")), server);
            assertEnd(unharmed);
            int kills = 0;
            for (int session = 0; kills < KILLS; session++) {
                Path place = Files.createDirectory(folder.resolve("session-" + session));
                kills += killedUntilItEnds(() -> start(program, place, server), place, random);
            }
        }
    }

    private static Process start(QuickStart program, Path place, SimulatorServer server) throws IOException {
        return program.start(place.toString(), server.baseUrl().toString());
    }

    private static void assertEnd(Process process) throws IOException {
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(said.strip()).isEqualTo("COMPLETE " + ANSWER);
    }

    private static int killedUntilItEnds(Callable<Process> program, Path place, Random random) throws Exception {
        try (Journal journal = SqliteJournal.open(place.resolve("journal.db"), InstantSource.system())) {
            for (int kills = 0; ; kills++) {
                Process process = program.call();
                if (endsBefore(process, journal, random.nextInt(MOST_EVENTS), random.nextInt(20))) {
                    assertEnd(process);
                    assertNoCallRanTwice(place, journal);
                    return kills;
                }
                process.destroyForcibly().waitFor();
            }
        }
    }

    /**
     * Whether a process comes to its end before so many events, and so many milliseconds more. Counted in events a life gets on with the
     * session however busy the machine is.
     */
    private static boolean endsBefore(Process process, Journal journal, int events, int millis) throws Exception {
        long last = lastSeq(journal) + events;
        while (lastSeq(journal) <= last) {
            if (process.waitFor(2, TimeUnit.MILLISECONDS)) {
                return true;
            }
        }
        return process.waitFor(millis, TimeUnit.MILLISECONDS);
    }

    private static long lastSeq(Journal journal) {
        return journal.session(KilledProgram.SESSION).map(SessionRow::lastSeq).orElse(0L);
    }

    /** Each call was run once, or its outcome is unknown and it may have been run: never twice, never unnoticed. */
    private static void assertNoCallRanTwice(Path place, Journal journal) throws Exception {
        Path file = place.resolve("notes");
        List<String> ran = Files.exists(file) ? Files.readAllLines(file) : List.of();
        assertThat(ran).doesNotHaveDuplicates();
        List<String> known = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        new SessionStore(journal, InstantSource.system()).read(KilledProgram.SESSION, 0, (entry, event) -> {
            if (event instanceof SessionEvent.ToolFinished finished) {
                (finished.result().isError() ? unknown : known).add(finished.id());
            }
        });
        assertThat(ran).containsAll(known);
        assertThat(ran).isSubsetOf(concatenated(known, unknown));
        assertThat(concatenated(known, unknown)).hasSize(CALLS).doesNotHaveDuplicates();
    }

    private static List<String> concatenated(List<String> first, List<String> second) {
        List<String> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
