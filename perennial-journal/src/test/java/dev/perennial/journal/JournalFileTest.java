package dev.perennial.journal;

import static dev.perennial.journal.Samples.HEAD;
import static dev.perennial.journal.Samples.batch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perennial.agent.journal.Durability;
import dev.perennial.agent.journal.Journal;
import dev.perennial.agent.journal.JournalException.Unavailable;
import dev.perennial.agent.journal.JournalException.Unreadable;
import dev.perennial.agent.journal.JournalWriter;
import dev.perennial.agent.journal.SessionRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Who may read the file, and what becomes of one that is not as it should be. */
@Timeout(120)
final class JournalFileTest {

    @TempDir
    private Path folder;

    private Path home;
    private Path file;

    @BeforeEach
    void name() {
        home = folder.resolve("of you/50% #1?mode=memory");
        file = home.resolve("journal.db");
    }

    @Test
    void open_newFile_isItsOwnersOnly() throws Exception {
        try (SqliteJournal journal = open();
                JournalWriter writer = journal.create("s-1", HEAD)) {
            writer.append(batch(1), Durability.PROCESS);

            assertThat(mode(home)).isEqualTo("rwx------");
            for (String name : List.of("journal.db", "journal.db-wal", "journal.db-shm")) {
                assertThat(mode(file.resolveSibling(name))).as(name).isEqualTo("rw-------");
            }
        }
    }

    @Test
    void open_fileThatOthersMayRead_isTakenFromThem() throws Exception {
        open().close();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        open().close();

        assertThat(mode(file)).isEqualTo("rw-------");
    }

    @Test
    void open_manyAtOnceWhereNothingIs_makeOneJournal() throws Exception {
        List<FutureTask<Boolean>> openers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String session = "s-" + i;
            FutureTask<Boolean> opener = new FutureTask<>(() -> {
                try (Journal journal = open();
                        JournalWriter writer = journal.create(session, HEAD)) {
                    writer.append(batch(1), Durability.PROCESS);
                    return true;
                }
            });
            openers.add(opener);
            Thread.ofPlatform().start(opener);
        }
        for (FutureTask<Boolean> opener : openers) {
            assertThat(opener.get()).isTrue();
        }
        try (Journal journal = open()) {
            assertThat(journal.sessions()).hasSize(8).allMatch(row -> row.lastSeq() == 1);
        }
    }

    @Test
    void open_newFileThatAnotherProcessIsReading_waitsForIt() throws Exception {
        Files.createDirectories(home);
        FutureTask<Boolean> opener = new FutureTask<>(() -> {
            open().close();
            return true;
        });
        try (Connection reading = connect()) {
            reading.setAutoCommit(false);
            assertThat(tables(reading)).isZero();
            Thread.ofPlatform().start(opener);
            awaitThatSomebodyWantsToWrite(opener);
            reading.commit();
        }
        assertThat(opener.get()).isTrue();
    }

    /** From then on SQLite lets no more readers in. */
    private void awaitThatSomebodyWantsToWrite(FutureTask<Boolean> opener) throws SQLException {
        try (Connection other = connect();
                Statement statement = other.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 0");
            while (!opener.isDone()) {
                tables(other);
                Thread.onSpinWait();
            }
        } catch (SQLException e) {
            if (!Failures.isBusy(e)) {
                throw e;
            }
        }
    }

    private static int tables(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM sqlite_schema")) {
            return rows.getInt(1);
        }
    }

    @Test
    void open_laterVersion_isToldAndLeftAlone() throws Exception {
        open().close();
        sql("PRAGMA user_version = 99");
        refusesAndLeavesAlone("later version of Perennial (99");
    }

    @Test
    void open_databaseOfAnotherProgram_isToldAndLeftAlone() throws Exception {
        Files.createDirectories(home);
        sql("CREATE TABLE recipe (name TEXT)");
        refusesAndLeavesAlone("another program");
    }

    @Test
    void open_noDatabase_isToldAndLeftAlone() throws Exception {
        Files.createDirectories(home);
        Files.writeString(file, "Dear diary, ".repeat(1_000));
        refusesAndLeavesAlone("no SQLite file");
    }

    private void refusesAndLeavesAlone(String why) throws IOException {
        byte[] before = Files.readAllBytes(file);

        assertThatThrownBy(this::open)
                .isInstanceOfSatisfying(
                        Unreadable.class, e -> assertThat(e.retryable()).isFalse())
                .hasMessageContaining(file.toString())
                .hasMessageContaining(why);
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void open_folderInPlaceOfTheFile_isTold() throws Exception {
        Files.createDirectories(file);
        assertThatThrownBy(this::open).isInstanceOf(Unavailable.class).hasMessageContaining(file.toString());
    }

    @Test
    void open_fileInPlaceOfTheFolder_isTold() throws Exception {
        Files.createDirectories(folder.resolve("of you"));
        Files.writeString(home, "no folder");
        assertThatThrownBy(this::open).isInstanceOf(Unavailable.class).hasMessageContaining(file.toString());
    }

    @Test
    void read_damagedPages_areToldAndTheRestIsRead() throws Exception {
        try (SqliteJournal journal = open()) {
            for (String session : List.of("s-1", "s-2")) {
                try (JournalWriter writer = journal.create(session, HEAD)) {
                    for (long seq = 1; seq <= 500; seq++) {
                        writer.append(batch(seq), Durability.PROCESS);
                    }
                }
            }
        }
        byte[] bytes = Files.readAllBytes(file);
        int end = bytes.length - 4096; // the last page but one: entries of the second session
        Arrays.fill(bytes, end - 4096, end, (byte) 0xA5);
        Files.write(file, bytes);

        try (SqliteJournal journal = open()) {
            assertThat(journal.sessions().stream().map(SessionRow::id)).containsExactlyInAnyOrder("s-1", "s-2");
            assertThat(journal.read("s-1", 0, 1_000)).hasSize(500);
            assertThatThrownBy(() -> journal.read("s-2", 0, 1_000))
                    .isInstanceOf(Unreadable.class)
                    .hasMessageContaining(file.toString())
                    .hasMessageContaining(".recover");
        }
    }

    @Test
    void append_blockedByAnother_isToldAndMayBeTriedAgain() throws Exception {
        try (SqliteJournal journal = SqliteJournal.open(
                        file,
                        InstantSource.system(),
                        new SqliteJournal.Patience(Duration.ofMillis(20), Duration.ofMinutes(1)));
                JournalWriter writer = journal.create("s-1", HEAD)) {
            try (Connection other = connect();
                    Statement statement = other.createStatement()) {
                statement.executeUpdate("BEGIN IMMEDIATE");

                assertThatThrownBy(() -> writer.append(batch(1), Durability.PROCESS))
                        .isInstanceOfSatisfying(
                                Unavailable.class,
                                e -> assertThat(e.retryable()).isTrue())
                        .hasMessageContaining(file.toString());
                assertThat(journal.read("s-1", 0, 10)).isEmpty();
                statement.executeUpdate("ROLLBACK");
            }
            writer.append(batch(1), Durability.PROCESS);
            assertThat(journal.read("s-1", 0, 10)).hasSize(1);
        }
    }

    @Test
    void close_everything_isRefusedAfterwards() {
        SqliteJournal journal = open();
        journal.close();
        journal.close();

        assertThatThrownBy(journal::sessions).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> journal.create("s-1", HEAD)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void entry_ofALaterFormat_isNotMistaken() throws Exception {
        try (SqliteJournal journal = open();
                JournalWriter writer = journal.create("s-1", HEAD)) {
            writer.append(batch(1), Durability.PROCESS);
            sql("UPDATE entry SET format = 2");
            assertThatThrownBy(() -> journal.read("s-1", 0, 10)).isInstanceOf(Unreadable.class);
        }
    }

    @Test
    void event_view_isReadByPeople() throws Exception {
        try (SqliteJournal journal = open();
                JournalWriter writer = journal.create("s-1", HEAD)) {
            writer.append(batch(1, 2), Durability.PROCESS);
        }
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT * FROM event WHERE session = 's-1' AND seq > 1")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString("at")).isEqualTo("1970-01-01T00:16:40.002Z");
            assertThat(rows.getString("type")).isEqualTo("text");
            assertThat(rows.getString("event")).isEqualTo("{\"text\":\"2\"}");
            assertThat(rows.next()).isFalse();
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void open_sqliteItself_isKeptBesideTheJournalAndNotLeftInTemporaryFiles() throws Exception {
        for (int start = 0; start < 2; start++) {
            try (Child child = new Child(file)) {
                assertThat(child.answer()).startsWith("holds ");
                assertThat(Files.readString(Path.of("/proc/" + child.pid() + "/maps")))
                        .contains(home.resolve("native") + "/sqlite-");
            }
        }
        assertThat(mode(home.resolve("native"))).isEqualTo("rwx------");
    }

    @Test
    void open_nativeFolderOfOthers_isNotUsed() throws Exception {
        Files.createDirectories(home.resolve("native"));
        Files.setPosixFilePermissions(home.resolve("native"), PosixFilePermissions.fromString("rwxrwxrwx"));
        try (Child child = new Child(file)) {
            assertThat(child.answer()).startsWith("holds ");
            assertThat(home.resolve("native")).isEmptyDirectory();
        }
    }

    private SqliteJournal open() {
        return SqliteJournal.open(file, InstantSource.system());
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file.toUri());
    }

    private void sql(String statement) throws SQLException {
        try (Connection connection = connect();
                Statement one = connection.createStatement()) {
            one.executeUpdate(statement);
        }
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
