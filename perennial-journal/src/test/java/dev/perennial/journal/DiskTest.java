package dev.perennial.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is full, and one that nobody may write. bubblewrap makes them; left out where it cannot, which in CI is a failure. */
@Timeout(120)
@EnabledOnOs(OS.LINUX)
final class DiskTest {

    private static final String[] SMALL = {"bwrap", "--dev-bind", "/", "/", "--size", "4000000", "--tmpfs"};

    @TempDir
    private Path folder;

    @BeforeEach
    void assumeBubblewrap() throws Exception {
        boolean possible = isPossible();
        assertThat(possible || !"true".equals(System.getenv("CI")))
                .as("CI has bubblewrap")
                .isTrue();
        assumeTrue(possible);
    }

    private boolean isPossible() throws InterruptedException {
        try {
            return new ProcessBuilder(within(SMALL, folder.toString(), "true"))
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void append_diskFull_saysSoAndKeepsWhatWasKept() throws Exception {
        Path ballast = folder.resolve("ballast");
        try (Child child = new Child(
                folder.resolve("journal.db"),
                within(
                        SMALL,
                        folder.toString(),
                        "bash",
                        "-c",
                        "head -c 1000000 /dev/zero >\"$0\" && exec \"$@\"",
                        ballast.toString()))) {
            assertThat(child.answer()).isEqualTo("holds 0");
            child.order("fill the disk");
            String last = "";
            String answer = child.answer();
            while (answer.startsWith("kept ")) {
                last = answer;
                answer = child.answer();
            }
            assertThat(answer).startsWith("journal_unavailable ").contains("journal.db", "disk is full", "Free some");

            assertThat("kept " + child.answerTo("read")).isEqualTo(last);
            child.order(ballast.toString());
            assertThat(child.answerTo("append"))
                    .isEqualTo("kept " + (Long.parseLong(last.substring(5)) + SessionProcess.BATCH));
        }
    }

    @Test
    void open_fileThatNobodyMayWrite_saysSo() throws Exception {
        Path file = folder.resolve("journal.db");
        SqliteJournal.open(file, InstantSource.system()).close();
        try (Child child =
                new Child(file, "bwrap", "--dev-bind", "/", "/", "--ro-bind", folder.toString(), folder.toString())) {
            assertThat(child.answer())
                    .startsWith("journal_unavailable ")
                    .contains(file.toString(), "cannot be opened for writing");
        }
    }

    @Test
    void open_folderThatNobodyMayWrite_saysSo() throws Exception {
        Path file = folder.resolve("new/journal.db");
        try (Child child =
                new Child(file, "bwrap", "--dev-bind", "/", "/", "--ro-bind", folder.toString(), folder.toString())) {
            assertThat(child.answer()).startsWith("journal_unavailable ").contains(file.toString(), "writable");
        }
        assertThat(Files.exists(file.getParent())).isFalse();
    }

    private static String[] within(String[] first, String... rest) {
        String[] all = Arrays.copyOf(first, first.length + rest.length);
        System.arraycopy(rest, 0, all, first.length, rest.length);
        return all;
    }
}
