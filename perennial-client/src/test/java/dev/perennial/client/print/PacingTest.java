package dev.perennial.client.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When which text goes out, in virtual time. */
final class PacingTest {

    private static final long MS = 1_000_000;

    private final List<Piece> pieces = new ArrayList<>();
    private Pacing pacing = new Pacing(Pace.STEADY, 0);
    private long now;

    private record Piece(long at, String text) {}

    @Test
    void take_burst_isSpreadEvenlyOverTheDelay() {
        add("x".repeat(1_000) + "\n");

        runUntil(1_000);

        assertThat(text()).hasSize(1_001);
        assertThat(pieces).hasSize(10);
        assertThat(pieces).allSatisfy(piece -> assertThat(piece.text()).hasSizeBetween(95, 105));
        assertThat(pieces.getLast().at()).isLessThanOrEqualTo(200 * MS);
        for (int i = 1; i < pieces.size(); i++) {
            assertThat(pieces.get(i).at() - pieces.get(i - 1).at()).isEqualTo(20 * MS);
        }
    }

    @Test
    void take_fewCharacters_waitForMoreUntilTheyAreDue() {
        add("Hell");
        runUntil(199);
        assertThat(pieces).isEmpty();

        runUntil(200);

        assertThat(texts()).containsExactly("Hel");
    }

    @Test
    void take_enoughCharacters_goAtOnce() {
        add("Hello world");

        runUntil(0);

        assertThat(texts()).containsExactly("Hello worl");
    }

    @ParameterizedTest
    @CsvSource({"'Yes. N', 'Yes.'", "'Yes, N', 'Yes,'", "'はい。い', 'はい。'", "'ab\n', 'ab\n'"})
    void take_fewCharactersWithAMark_goUpToItAtOnce(String text, String piece) {
        add(text);

        runUntil(0);

        assertThat(texts()).containsExactly(piece);
    }

    @Test
    void take_markWithinReach_endsThePiece() {
        add("I said hello. And then I went on and on, as people do.\n");

        runUntil(0);

        assertThat(texts()).containsExactly("I said hello.");
    }

    @Test
    void take_slowOutput_growsThePieces() {
        for (int i = 0; i < 50; i++) {
            add("0123456789");
            now += 20 * MS;
        }
        String late = pacing.take(now);

        assertThat(late).hasSizeGreaterThan(400);
    }

    @Test
    void take_nothingWhole_isNotWokenFor() {
        add("a");

        assertThat(pacing.wakeAt()).isEqualTo(Pacing.NEVER);
        assertThat(pacing.take(1_000 * MS)).isEmpty();
        assertThat(pacing.takeNow(1_000 * MS)).isEqualTo("a");
        assertThat(pacing.isEmpty()).isTrue();
    }

    @Test
    void takeNow_halfAPair_keepsIt() {
        add("a\ud83d");

        assertThat(pacing.takeNow(0)).isEqualTo("a");
        assertThat(pacing.takeAll(0)).isEqualTo("\ud83d");
    }

    @Test
    void room_sequenceWithoutEnd_comesBack() {
        pacing = new Pacing(Pace.STEADY.withCapacity(Pace.LEAST_CAPACITY), 0);
        add("\u001b]0;" + "x".repeat(Pace.LEAST_CAPACITY - 4));
        assertThat(pacing.room()).isZero();

        runUntil(10_000);

        assertThat(pacing.room()).isGreaterThan(Pace.LEAST_CAPACITY / 2);
    }

    @Test
    void room_clusterWithoutEnd_comesBack() {
        pacing = new Pacing(Pace.STEADY.withCapacity(Pace.LEAST_CAPACITY), 0);
        add("e" + "\u0301".repeat(Pace.LEAST_CAPACITY - 1));

        runUntil(10_000);

        assertThat(pacing.room()).isGreaterThan(Pace.LEAST_CAPACITY / 2);
    }

    /** However long it is: where the boundaries are looked for must not end between the halves of a pair. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void take_longCluster_isNotCut(int marks) {
        for (int links = 1; links < 300; links++) {
            reset();
            String text = "👩" + "\u0301".repeat(marks) + "\u200d👩".repeat(links) + "\n";
            add(text);

            runUntil(1_000);

            assertThat(ends()).as("%d links", links).isSubsetOf(Texts.boundaries(text));
            assertThat(text()).isEqualTo(text);
        }
    }

    @Test
    void take_anyTextInAnyPieces_isTheSameTextCutOnlyBetweenCharacters() {
        for (int seed = 0; seed < 3_000; seed++) {
            reset();
            Random random = new Random(seed);
            String text = Texts.random(random, 1 + random.nextInt(60));
            for (String piece : Texts.split(random, text)) {
                add(piece);
                runUntil(now / MS + random.nextInt(60));
            }
            runUntil(now / MS + 1_000);
            List<Integer> ends = ends();
            pieces.add(new Piece(now, pacing.takeAll(now)));

            Set<Integer> boundaries = new HashSet<>(Texts.boundaries(text));
            assertThat(text()).as("seed %d", seed).isEqualTo(text);
            assertThat(boundaries).as("seed %d", seed).containsAll(ends);
        }
    }

    /** All but the last character, which has to be held, is out in time, however it came. */
    @Test
    void take_anyText_isOutInTime() {
        for (int seed = 0; seed < 1_000; seed++) {
            reset();
            Random random = new Random(seed);
            int added = 0;
            for (int burst = 0; burst < 20; burst++) {
                String text = Texts.random(random, random.nextInt(200));
                long came = now;
                add(text);
                added += text.length();
                runUntil(now / MS + random.nextInt(400));
                if (now - came >= Pace.STEADY.delay().toMillis() * MS) {
                    assertThat(text()).as("seed %d", seed).hasSizeGreaterThan(added - 40);
                }
            }
        }
    }

    @Test
    void take_steadyStream_neverComesFasterThanTheInterval() {
        Random random = new Random(1);
        for (int i = 0; i < 1_000; i++) {
            add(Texts.random(random, 3));
            runUntil(now / MS + random.nextInt(50));
        }

        for (int i = 1; i < pieces.size(); i++) {
            assertThat(pieces.get(i).at() - pieces.get(i - 1).at()).isGreaterThanOrEqualTo(20 * MS);
        }
    }

    @Test
    void pace_impossible_isRefused() {
        assertThatRefused(() -> Pace.STEADY.withInterval(Duration.ZERO), "interval");
        assertThatRefused(() -> Pace.STEADY.withDelay(Duration.ofMillis(19)), "delay");
        assertThatRefused(() -> Pace.STEADY.withSize(0), "size");
        assertThatRefused(() -> Pace.STEADY.withCapacity(4_095), "capacity");
    }

    private static void assertThatRefused(Runnable pace, String field) {
        assertThatIllegalArgumentException().isThrownBy(pace::run).withMessageContaining(field);
    }

    private void reset() {
        pacing = new Pacing(Pace.STEADY, 0);
        pieces.clear();
        now = 0;
    }

    private void add(String text) {
        assertThat(text.length()).isLessThanOrEqualTo(pacing.room());
        pacing.add(now, text, 0, text.length());
    }

    private void runUntil(long millis) {
        while (pacing.wakeAt() <= millis * MS) {
            now = Math.max(now, pacing.wakeAt());
            String piece = pacing.take(now);
            assertThat(piece).isNotEmpty();
            pieces.add(new Piece(now, piece));
        }
        now = millis * MS;
    }

    private List<Integer> ends() {
        List<Integer> ends = new ArrayList<>();
        int end = 0;
        for (Piece piece : pieces) {
            end += piece.text().length();
            ends.add(end);
        }
        return ends;
    }

    private List<String> texts() {
        return pieces.stream().map(Piece::text).toList();
    }

    private String text() {
        return pieces.stream().map(Piece::text).collect(Collectors.joining());
    }
}
