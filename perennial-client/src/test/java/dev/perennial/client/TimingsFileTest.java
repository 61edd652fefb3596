package dev.perennial.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.stream.clocks.Clocks;
import dev.perennial.stream.clocks.FixedThresholds;
import dev.perennial.stream.clocks.LearnedClocks;
import dev.perennial.stream.clocks.LearnedGaps;
import dev.perennial.stream.clocks.MessageClocks;
import dev.perennial.stream.clocks.Phase;
import dev.perennial.stream.clocks.Timings;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimingsFileTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-21T12:00:00Z"));
    private static final long GAP = 40_000_000;

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("deep").resolve("timings.json");
    }

    private static Timings timings() {
        return new Timings(() -> 0);
    }

    private static void learn(Timings timings, int gaps) {
        MessageClocks message = new LearnedClocks(timings, "api.example", FixedThresholds.DEFAULT, Set.of())
                .begin(new Clocks.Request("claude-\"quoted\"", "high", 1));
        for (int i = 0; i < gaps; i++) {
            message.went(Phase.TEXT, GAP);
        }
        message.stalled(Phase.TEXT, GAP * 1_000);
    }

    private long learnedIn(Timings timings) {
        return Math.round(
                timings.learned().stream().mapToDouble(LearnedGaps::count).sum());
    }

    @Test
    void whatIsSaved_isKnownAfterTheNextStart() {
        Timings first = timings();
        try (TimingsFile file = TimingsFile.open(file(), first, CLOCK)) {
            learn(first, 500);
            file.save();
            learn(first, 500);
        }

        Timings next = timings();
        TimingsFile.open(file(), next, CLOCK);

        assertThat(next.learned()).isEqualTo(first.learned());
        assertThat(learnedIn(next)).isEqualTo(1_002);
    }

    @Test
    void twoProcesses_addToOneFile() {
        Timings one = timings();
        Timings other = timings();
        try (TimingsFile ofOne = TimingsFile.open(file(), one, CLOCK);
                TimingsFile ofOther = TimingsFile.open(file(), other, CLOCK)) {
            learn(one, 100);
            learn(other, 200);
            ofOne.save();
            ofOther.save();
            learn(one, 300);
            ofOne.save();
        }

        assertThat(learnedIn(one)).isEqualTo(603);
        assertThat(learnedIn(other)).isEqualTo(302);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{\"version\":1}",
                "{\"version\":1,\"savedAt\":\"yesterday\"}",
                "{\"version\":1,\"savedAt\":\"2026-11-21T12:00:00Z\",\"gaps\":[{\"phase\":\"sending\"}]}",
                "{\"version\":1,\"savedAt\":\"2026-11-21T12:00:00Z\",\"gaps\":[{\"phase\":\"text\",\"seconds\":1e300}]}",
                "{\"version\":1,\"savedAt\":\"2026-11-21T12:00:00Z\",\"gaps\":[{\"phase\":\"dancing\"}]}",
                "{\"version\":1,\"savedAt\":\"2026-11-21T12:00:00Z\",\"gaps\":[{\"phase\":\"text\",\"ended\":[-5]}]}",
                "{\"version\":1,\"savedAt\":\"2026-11-21T12:00:00Z\",\"gaps\":[{\"phase\":\"text\",\"size\":9}]}"
            })
    void aFileThatIsNone_isWrittenAnew(String content) throws IOException {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), content, UTF_8);
        Timings timings = timings();

        try (TimingsFile opened = TimingsFile.open(file(), timings, CLOCK)) {
            assertThat(timings.learned()).isEmpty();
            learn(timings, 10);
            opened.save();
        }

        assertThat(Files.readString(file())).contains("\"version\":1").contains("claude-");
    }

    @Test
    void aFileOfALaterVersion_isLeftAlone() throws IOException {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), "{\"version\":2,\"news\":true}", UTF_8);
        Timings timings = timings();

        try (TimingsFile opened = TimingsFile.open(file(), timings, CLOCK)) {
            learn(timings, 10);
            opened.save();
        }

        assertThat(file()).hasContent("{\"version\":2,\"news\":true}");
        assertThat(learnedIn(timings)).isEqualTo(11);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"})
    void aClockThatWasWrong_doesNoHarm(String savedAt) throws IOException {
        Files.createDirectories(file().getParent());
        Files.writeString(
                file(),
                "{\"version\":1,\"savedAt\":\"" + savedAt
                        + "\",\"gaps\":[{\"origin\":\"o\",\"phase\":\"text\",\"ended\":[0,100],\"seconds\":1}]}",
                UTF_8);
        Timings timings = timings();

        TimingsFile.open(file(), timings, CLOCK).close();

        assertThat(learnedIn(timings)).isBetween(90L, 100L);
    }

    @Test
    void onlyItsOwnerReadsIt() throws IOException {
        Timings timings = timings();
        try (TimingsFile file = TimingsFile.open(file(), timings, CLOCK)) {
            learn(timings, 10);
            file.save();
        }

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    @Test
    void aKindThatIsSeenNowAndThen_isKept() {
        MovingClock clock = new MovingClock();
        Timings timings = new Timings(clock::nanos);
        try (TimingsFile file = TimingsFile.open(file(), timings, clock)) {
            for (int minute = 0; minute < 300; minute++) {
                clock.pass(Duration.ofMinutes(1));
                learn(timings, 100);
                if (minute % 5 == 0) {
                    head(timings);
                }
                file.save();
            }
        }
        Timings next = timings();
        TimingsFile.open(file(), next, clock);

        assertThat(next.learned())
                .filteredOn(g -> g.key().phase() == Phase.HEAD)
                .singleElement()
                .satisfies(g -> assertThat(g.count()).isBetween(55.0, 60.0));
    }

    private static void head(Timings timings) {
        MessageClocks message = new LearnedClocks(timings, "api.example", FixedThresholds.DEFAULT, Set.of())
                .begin(new Clocks.Request("claude", "", 1));
        message.went(Phase.HEAD, GAP);
        message.ended();
    }

    private static final class MovingClock implements InstantSource {

        private Duration passed = Duration.ZERO;

        void pass(Duration time) {
            passed = passed.plus(time);
        }

        long nanos() {
            return passed.toNanos();
        }

        @Override
        public Instant instant() {
            return Instant.EPOCH.plus(passed);
        }
    }

    @Test
    void whileAnotherHasTheFile_nothingIsLost() throws IOException {
        Timings timings = timings();
        TimingsFile file = TimingsFile.open(file(), timings, CLOCK);
        learn(timings, 10);
        file.save();
        learn(timings, 20);
        try (FileChannel channel =
                        FileChannel.open(file().resolveSibling("timings.json.lock"), StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            assertThat(held.isValid()).isTrue();
            file.save();
        }

        file.close();

        Timings next = timings();
        TimingsFile.open(file(), next, CLOCK);
        assertThat(learnedIn(next)).isEqualTo(32);
    }

    @Test
    void aFolderThatCannotBeMade_costsOnlyWhatWouldBeKept() throws IOException {
        Files.writeString(folder.resolve("deep"), "a file where the folder should be");
        Timings timings = timings();

        try (TimingsFile file = TimingsFile.open(file(), timings, CLOCK)) {
            learn(timings, 10);
            file.save();
        }

        assertThat(learnedIn(timings)).isEqualTo(11);
    }

    @Test
    void withoutAnythingLearned_noFileIsMade() {
        TimingsFile.open(file(), timings(), CLOCK).close();

        assertThat(file()).doesNotExist();
    }
}
