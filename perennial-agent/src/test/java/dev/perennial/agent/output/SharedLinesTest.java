package dev.perennial.agent.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SharedLinesTest {

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("lines");
    }

    @Test
    void each_hearsOfTheOthersLinesOnce_andOfItsOwnNever() throws IOException {
        try (SharedLines one = SharedLines.open(file());
                SharedLines other = SharedLines.open(file())) {
            assertThat(add(one, "a")).isEmpty();
            assertThat(add(one, "b")).isEmpty();

            assertThat(read(other)).containsExactly("a", "b");
            assertThat(read(other)).isEmpty();
            assertThat(add(other, "c")).isEmpty();
            assertThat(add(one, "é")).containsExactly("c");
            assertThat(read(one)).isEmpty();
            assertThat(read(other)).containsExactly("é");
        }
        assertThat(Files.readAllLines(file())).containsExactly("a", "b", "c", "é");
    }

    @Test
    void lineThatIsBeingWritten_isReadOnceItIsWhole() throws IOException {
        try (SharedLines one = SharedLines.open(file())) {
            Files.writeString(file(), "a\nb", StandardOpenOption.APPEND);
            assertThat(read(one)).containsExactly("a");

            Files.writeString(file(), "c\n", StandardOpenOption.APPEND);
            assertThat(read(one)).containsExactly("bc");
        }
    }

    @Test
    void lineThatWasCut_doesNotSpoilTheNext() throws IOException {
        try (SharedLines one = SharedLines.open(file());
                SharedLines other = SharedLines.open(file())) {
            Files.writeString(file(), "cu", StandardOpenOption.APPEND);

            add(one, "whole");

            assertThat(read(other)).containsExactly("cu", "whole");
        }
    }

    @Test
    void interruptedThread_addsAllTheSame_andStaysInterrupted() throws IOException {
        try (SharedLines one = SharedLines.open(file())) {
            Thread.currentThread().interrupt();
            add(one, "a");
            add(one, "b");

            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(Files.readAllLines(file())).containsExactly("a", "b");
    }

    @Test
    void manyAtOnce_loseNothing() throws Exception {
        int writers = 4;
        int each = 100;
        List<Future<Integer>> heard = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int writer = 0; writer < writers; writer++) {
                String name = "writer " + writer + " line ";
                heard.add(threads.submit(() -> write(name, each)));
            }
        }
        assertThat(Files.readAllLines(file()))
                .hasSize(writers * each)
                .doesNotHaveDuplicates()
                .allMatch(line -> line.matches("writer \\d line \\d+"));
        for (Future<Integer> others : heard) {
            assertThat(others.get()).isLessThanOrEqualTo((writers - 1) * each);
        }
    }

    @Test
    void linesOfSeveralPortions_areTold_andWhatIsTooLongToBeOneIsCut() throws IOException {
        String tooLong = "x".repeat(SharedLines.LONGEST_LINE + 10);
        List<String> many =
                IntStream.range(0, 20_000).mapToObj(i -> "zeile ä " + i).toList();
        try (SharedLines one = SharedLines.open(file())) {
            Files.write(file(), many);
            Files.writeString(file(), tooLong + "\nlast\n", StandardOpenOption.APPEND);

            List<String> told = read(one);

            assertThat(told).startsWith(many.toArray(String[]::new)).endsWith("last");
            assertThat(told.get(many.size())).hasSize(SharedLines.LONGEST_LINE);
        }
    }

    @Test
    void fileOfMoreThanTwoGibibytes_isReadToItsEnd() throws IOException {
        try (RandomAccessFile sparse = new RandomAccessFile(file().toFile(), "rw")) {
            sparse.setLength((2L << 30) + 1);
        }
        Files.writeString(file(), "\nlast\n", StandardOpenOption.APPEND);
        try (SharedLines one = SharedLines.open(file())) {
            assertThat(read(one)).hasSize(2).endsWith("last");
        }
    }

    @Test
    void whileOthersKeepItLocked_nothingIsAdded() throws IOException {
        try (SharedLines one = SharedLines.open(file());
                FileChannel other = FileChannel.open(file(), StandardOpenOption.WRITE);
                FileLock _ = other.lock()) {
            assertThat(one.add(List.of("a"), Duration.ZERO, line -> {})).isFalse();
        }
        assertThat(file()).isEmptyFile();
    }

    @Test
    void linesThatDependOnOthers_areAddedBehindThem() throws IOException {
        try (SharedLines one = SharedLines.open(file());
                SharedLines other = SharedLines.open(file())) {
            add(one, "a");
            List<String> heard = new ArrayList<>();
            other.add(() -> heard.contains("a") ? List.of() : List.of("a"), Duration.ofMinutes(5), heard::add);
            other.add(() -> heard.contains("b") ? List.of() : List.of("b"), Duration.ofMinutes(5), heard::add);
            other.force();
        }
        assertThat(Files.readAllLines(file())).containsExactly("a", "b");
    }

    private static List<String> read(SharedLines lines) throws IOException {
        List<String> told = new ArrayList<>();
        lines.read(told::add);
        return told;
    }

    private static List<String> add(SharedLines lines, String line) throws IOException {
        List<String> others = new ArrayList<>();
        assertThat(lines.add(List.of(line), Duration.ofMinutes(5), others::add)).isTrue();
        return others;
    }

    /** How many lines of others were heard of meanwhile. */
    private int write(String name, int count) throws IOException {
        try (SharedLines lines = SharedLines.open(file())) {
            List<String> others = new ArrayList<>();
            for (int i : IntStream.range(0, count).toArray()) {
                others.addAll(add(lines, name + i));
            }
            assertThat(others).doesNotHaveDuplicates().noneMatch(line -> line.startsWith(name));
            return others.size();
        }
    }
}
