package dev.perennial.agent.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.models.Catalogue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BoundedTextTest {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final Pattern HANDLE = Pattern.compile("kept as (out-[0-9a-z]{10})");

    @TempDir
    Path home;

    private final TokenBudget budget =
            new TokenBudget(1_000, Catalogue.builtIn().get("claude-opus-5-5"));

    @Test
    void shown_shortText_isAllOfItAndNoFile() {
        try (BoundedText text = text()) {
            text.append("one\ntwo\n");

            assertThat(text.shown("\nexit code 1")).isEqualTo("one\ntwo\nexit code 1");
        }
        assertThat(home.resolve("outputs")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shown_longText_hasBothEndsAndTheWholeIsKept(long seed) throws IOException {
        Random random = new Random(seed);
        StringBuilder all = new StringBuilder();
        String shown;
        try (BoundedText text = text()) {
            for (int piece = 0; piece < 300; piece++) {
                String next = randomText(random, seed % 2 == 0 ? 400 : 4_000);
                append(text, next, random.nextBoolean());
                all.append(next);
            }
            shown = text.shown("\nexit code 3");
        }

        assertThat(budget.estimate(shown)).as("seed %d", seed).isLessThanOrEqualTo(1_000);
        String head = shown.substring(0, shown.indexOf("[… "));
        assertThat(all).as("seed %d", seed).startsWith(head.stripTrailing());
        assertThat(shown).endsWith("\nexit code 3").doesNotContain("\ufffd");
        assertThat(Files.readString(kept(shown).orElseThrow()))
                .as("seed %d", seed)
                .isEqualTo(all.toString());
        assertThat(shown).contains(String.format("%,d bytes", all.toString().getBytes(StandardCharsets.UTF_8).length));
    }

    private static void append(BoundedText text, String next, boolean asBytes) {
        if (asBytes) {
            byte[] bytes = next.getBytes(StandardCharsets.UTF_8);
            text.append(bytes, 0, bytes.length);
        } else {
            text.append(next);
        }
    }

    @Test
    void shown_longLines_areNotCutWhereThatCanBeAvoided() {
        try (BoundedText text = text()) {
            for (int line = 0; line < 2_000; line++) {
                text.append("this is line " + line + "\n");
            }
            String shown = text.shown("");

            assertThat(shown.lines()).allMatch(line -> line.startsWith("this is line ") || line.startsWith("["));
            assertThat(shown).contains("this is line 0\n", "this is line 1999\n", "2,000 lines", "\"offset\":");
        }
    }

    @Test
    void shown_textWithinMemoryButBeyondTheBudget_isKeptToo() throws IOException {
        String all = "漢字".repeat(1_500);
        try (BoundedText text = text()) {
            text.append(all);
            String shown = text.shown("");

            assertThat(budget.estimate(shown)).isLessThanOrEqualTo(1_000);
            assertThat(Files.readString(kept(shown).orElseThrow())).isEqualTo(all);
        }
    }

    @Test
    void shown_folderThatCannotBeWritten_saysSoAndShowsTheBeginning() throws IOException {
        Files.writeString(home.resolve("outputs"), "a file in the way");
        try (BoundedText text = text()) {
            text.append("beginning\n" + "x\n".repeat(100_000));

            assertThat(text.shown("\nexit code 1"))
                    .startsWith("beginning\n")
                    .contains("could not be kept")
                    .endsWith("exit code 1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "漢", "🎉", "7", "};", "ü", "e\u0301", "\ufffd"})
    void holds_textOfAnyLength_isWhatIsEstimated(String piece) {
        for (int length = 0; length < 6_000; length += 37) {
            String text = piece.repeat(length);
            assertThat(budget.holds(text)).as("%d × %s", length, piece).isEqualTo(budget.estimate(text) <= 1_000);
        }
    }

    @Test
    void files_areTheOwnersOnly() throws IOException {
        Path file = keptFile();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("outputs"))))
                .isEqualTo("rwx------");
    }

    @Test
    void open_filesOlderThanTheRetention_areDeleted() throws IOException {
        Path old = keptFile();
        Path young = keptFile("younger\n");
        Path other = Files.writeString(home.resolve("outputs").resolve("notes.txt"), "mine");
        Files.setLastModifiedTime(old, FileTime.from(NOW.minus(Duration.ofDays(8))));
        Files.setLastModifiedTime(young, FileTime.from(NOW.minus(Duration.ofDays(6))));
        Files.setLastModifiedTime(other, FileTime.from(NOW.minus(Duration.ofDays(80))));

        folder();

        assertThat(old).doesNotExist();
        assertThat(young).exists();
        assertThat(other).exists();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "out-", "out-../../etc", "../secret", "out-0123456789", "notes"})
    void find_whatIsNoHandle_isNothing(String handle) throws IOException {
        keptFile();
        Files.writeString(home.resolve("secret.txt"), "s");

        assertThat(folder().find(handle)).isEmpty();
    }

    @Test
    void files_ofTheSameText_takeTheirPlaceOnce() throws IOException {
        Path one = keptFile();
        Path same = keptFile();
        Path other = keptFile("y\n");

        assertThat(Files.isSameFile(one, same)).isTrue();
        assertThat(Files.isSameFile(one, other)).isFalse();
        assertThat(other).hasContent("y\n".repeat(100_000));
    }

    @Test
    void delete_fileThatSharesItsPlace_leavesTheOther_andTheLastLeavesNothing() throws IOException {
        Path one = keptFile();
        Path same = keptFile();

        folder().delete(handle(one));
        assertThat(one).doesNotExist();
        assertThat(same).hasContent("x\n".repeat(100_000));

        folder().delete(handle(same));
        try (Stream<Path> left = Files.walk(home)) {
            assertThat(left.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @Test
    void open_textThatWasWrittenAgain_isKeptFromThenOn() throws IOException {
        Path old = keptFile();
        Files.setLastModifiedTime(old, FileTime.from(NOW.minus(Duration.ofDays(8))));
        Path again = keptFile();
        folder();

        assertThat(again).exists();
        Files.setLastModifiedTime(again, FileTime.from(NOW.minus(Duration.ofDays(8))));
        folder();
        try (Stream<Path> left = Files.walk(home)) {
            assertThat(left.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @Test
    void open_linkThatAProcessLeftUnfinished_isDeleted() throws IOException {
        Path kept = keptFile();
        Path unfinished = home.resolve("outputs").resolve("whole").resolve("new-1");
        Files.createLink(unfinished, kept);

        folder();

        assertThat(unfinished).doesNotExist();
        assertThat(kept).exists();
    }

    private static String handle(Path file) {
        return file.getFileName().toString().replace(".txt", "");
    }

    private Path keptFile() throws IOException {
        return keptFile("x\n");
    }

    private Path keptFile(String line) throws IOException {
        try (BoundedText text = text()) {
            text.append(line.repeat(100_000));
            return kept(text.shown("")).orElseThrow();
        }
    }

    private Optional<Path> kept(String shown) {
        Matcher handle = HANDLE.matcher(shown);
        return handle.find() ? folder().find(handle.group(1)) : Optional.empty();
    }

    private BoundedText text() {
        return new BoundedText(folder(), budget);
    }

    private OutputFolder folder() {
        return OutputFolder.open(home.resolve("outputs"), Duration.ofDays(7), InstantSource.fixed(NOW));
    }

    static String randomText(Random random, int most) {
        String[] pieces = {"a", "word ", "\n", "\n", "ü", "漢", "🎉", "👨‍👩‍👧", "e\u0301", "12", "};"};
        StringBuilder text = new StringBuilder();
        while (text.length() < most) {
            text.append(pieces[random.nextInt(pieces.length)]);
        }
        return text.toString();
    }
}
