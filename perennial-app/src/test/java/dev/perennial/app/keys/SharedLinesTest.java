package dev.perennial.app.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
            assertThat(one.add("a")).isEmpty();
            assertThat(one.add("b")).isEmpty();

            assertThat(other.read()).containsExactly("a", "b");
            assertThat(other.read()).isEmpty();
            assertThat(other.add("c")).isEmpty();
            assertThat(one.add("é")).containsExactly("c");
            assertThat(one.read()).isEmpty();
            assertThat(other.read()).containsExactly("é");
        }
        assertThat(Files.readAllLines(file())).containsExactly("a", "b", "c", "é");
    }

    @Test
    void lineThatIsBeingWritten_isReadOnceItIsWhole() throws IOException {
        try (SharedLines one = SharedLines.open(file())) {
            Files.writeString(file(), "a\nb", StandardOpenOption.APPEND);
            assertThat(one.read()).containsExactly("a");

            Files.writeString(file(), "c\n", StandardOpenOption.APPEND);
            assertThat(one.read()).containsExactly("bc");
        }
    }

    @Test
    void lineThatWasCut_doesNotSpoilTheNext() throws IOException {
        try (SharedLines one = SharedLines.open(file());
                SharedLines other = SharedLines.open(file())) {
            Files.writeString(file(), "cu", StandardOpenOption.APPEND);

            one.add("whole");

            assertThat(other.read()).containsExactly("cu", "whole");
        }
    }

    @Test
    void interruptedThread_addsAllTheSame_andStaysInterrupted() throws IOException {
        try (SharedLines one = SharedLines.open(file())) {
            Thread.currentThread().interrupt();
            one.add("a");
            one.add("b");

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

    /** How many lines of others were heard of meanwhile. */
    private int write(String name, int count) throws IOException {
        try (SharedLines lines = SharedLines.open(file())) {
            List<String> others = new ArrayList<>();
            for (int i : IntStream.range(0, count).toArray()) {
                others.addAll(lines.add(name + i));
            }
            assertThat(others).doesNotHaveDuplicates().noneMatch(line -> line.startsWith(name));
            return others.size();
        }
    }
}
