package dev.perennial.journal;

import static dev.perennial.journal.Samples.HEAD;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.perennial.agent.journal.Durability;
import dev.perennial.agent.journal.JournalBatch;
import dev.perennial.agent.journal.JournalEntry;
import dev.perennial.agent.journal.JournalException;
import dev.perennial.agent.journal.JournalMessage;
import dev.perennial.agent.journal.JournalWriter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * A program with a journal, for tests to kill, to stop and to let run out of disk. It does what it reads from its input, a word
 * for each line, and answers each with a line.
 */
final class SessionProcess {

    /** How many entries go into a batch. */
    static final int BATCH = 3;

    private static final String SESSION = "s-1";
    private static final Duration LONG = Duration.ofMinutes(1);

    private final SqliteJournal journal;
    private final JournalWriter writer;

    private SessionProcess(SqliteJournal journal) {
        this.journal = journal;
        this.writer = journal.session(SESSION).isEmpty() ? journal.create(SESSION, HEAD) : journal.open(SESSION);
    }

    /** Takes the file of the journal. */
    public static void main(String[] arguments) throws Exception {
        try (SqliteJournal journal = SqliteJournal.open(Path.of(arguments[0]), InstantSource.system())) {
            SessionProcess process = new SessionProcess(journal);
            say("holds " + process.writer.lastSeq());
            process.obey(new BufferedReader(new InputStreamReader(System.in, UTF_8)));
        } catch (JournalException e) {
            say(e.code() + " " + e.getMessage());
        }
    }

    private void obey(BufferedReader orders) throws Exception {
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            try {
                obey(order);
            } catch (JournalException e) {
                say(e.code() + " " + e.getMessage());
            }
        }
    }

    private void obey(String order) throws InterruptedException, IOException {
        switch (order) {
            case "append" -> append("");
            case "append for ever" -> appendForEver();
            case "fill the disk" -> fill();
            case "receive" ->
                say(writer.receive(LONG).stream().map(JournalMessage::text).collect(Collectors.joining(" ")));
            case "read" ->
                say(String.valueOf(journal.read(SESSION, 0, Integer.MAX_VALUE).size()));
            default -> Files.delete(Path.of(order));
        }
    }

    /** Says what is kept only when it is. */
    private void append(String filling) {
        List<JournalEntry> entries = new ArrayList<>();
        for (long seq = writer.lastSeq() + 1; entries.size() < BATCH; seq++) {
            entries.add(new JournalEntry(seq, Instant.EPOCH, "text", "\"" + seq + filling + "\""));
        }
        writer.append(JournalBatch.of(entries, HEAD), Durability.PROCESS);
        say("kept " + writer.lastSeq());
    }

    private void appendForEver() {
        Random random = new Random(writer.lastSeq());
        while (true) {
            append("x".repeat(random.nextInt(3_000)));
        }
    }

    private void fill() {
        while (true) {
            append("x".repeat(20_000));
        }
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
