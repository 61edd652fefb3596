package dev.perennial.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file of keys that several servers share. */
final class KeyLogTest {

    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("web").resolve("keys.jsonl");
    }

    private KeyLog open() {
        return KeyLog.open(file(), Duration.ofMinutes(5));
    }

    private static KeyLog.Use use(String session) {
        return new KeyLog.Use("digest", session, 7);
    }

    @Test
    void claim_ofWhatAnotherHasClaimed_isTheOthers() {
        try (KeyLog one = open();
                KeyLog other = open()) {
            assertThat(one.claim("k", use("s-1"))).isEqualTo(use("s-1"));
            assertThat(other.claim("k", use("s-2"))).isEqualTo(use("s-1"));

            one.keep("k", use("s-1").whenDone());
            assertThat(other.earlier("k")).contains(use("s-1").whenDone());
            one.forget("k");
            assertThat(other.earlier("k")).isEmpty();
            assertThat(other.claim("k", use("s-2"))).isEqualTo(use("s-2"));
        }
        try (KeyLog next = open()) {
            assertThat(next.earlier("k")).contains(use("s-2"));
        }
    }

    @Test
    void claims_atOnce_haveOneWinnerEach() throws Exception {
        int keys = 50;
        List<Future<List<KeyLog.Use>>> claimed = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (String name : List.of("one", "other", "third")) {
                claimed.add(threads.submit(() -> claimAll(keys, name)));
            }
        }
        for (Future<List<KeyLog.Use>> each : claimed) {
            assertThat(each.get()).hasSize(keys).isEqualTo(claimed.getFirst().get());
        }
    }

    private List<KeyLog.Use> claimAll(int keys, String name) {
        try (KeyLog log = open()) {
            return IntStream.range(0, keys)
                    .mapToObj(i -> log.claim("k" + i, use(name + "-" + i)))
                    .toList();
        }
    }

    @Test
    void longFile_isMadeShorter_andWhoHasItOpenGoesOnWithTheShortOne() throws IOException {
        try (KeyLog one = open()) {
            one.keep("k1", use("s-1").whenDone());
            String line = Files.readString(file());
            Files.writeString(
                    file(), String.join("", Collections.nCopies(KeyLog.LONG, line)), StandardOpenOption.APPEND);
            try (KeyLog other = open()) {
                assertThat(Files.readAllLines(file())).hasSize(1);
                one.keep("k2", use("s-2"));
                assertThat(other.claim("k2", use("s-3"))).isEqualTo(use("s-2"));
                assertThat(other.claim("k3", use("s-3"))).isEqualTo(use("s-3"));
                assertThat(one.earlier("k3")).contains(use("s-3"));
            }
        }
        try (KeyLog next = open()) {
            assertThat(next.earlier("k1")).contains(use("s-1").whenDone());
            assertThat(next.earlier("k2")).contains(use("s-2"));
        }
    }

    @Test
    void deletedFile_isMadeAnew() throws IOException {
        try (KeyLog one = open()) {
            one.keep("k1", use("s-1"));
            Files.delete(file());
            one.keep("k2", use("s-2"));
            assertThat(one.earlier("k1")).contains(use("s-1"));
        }
        try (KeyLog next = open()) {
            assertThat(next.earlier("k1")).isEmpty();
            assertThat(next.earlier("k2")).contains(use("s-2"));
        }
    }

    @Test
    void closed_keepsNobodyFromAsking() {
        KeyLog log = open();
        log.keep("k1", use("s-1"));
        log.close();

        assertThat(log.claim("k2", use("s-2"))).isEqualTo(use("s-2"));
        assertThat(log.earlier("k1")).contains(use("s-1"));
    }
}
