package dev.perennial.benchmarks;

import dev.perennial.models.Catalogue;
import dev.perennial.stream.recovery.Call;
import dev.perennial.stream.recovery.Effects;
import dev.perennial.stream.recovery.Input;
import dev.perennial.stream.recovery.Outcome;
import dev.perennial.stream.recovery.Recovery;
import dev.perennial.stream.recovery.RecoverySettings;
import dev.perennial.stream.recovery.ResponseHead;
import dev.perennial.stream.recovery.StreamEvent;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * Prints what a delta costs in streams of different lengths, up to a million: {@code java -cp
 * perennial-benchmarks/target/perennial-benchmarks.jar dev.perennial.benchmarks.StreamLength}.
 */
public final class StreamLength {

    private static final int LONGEST = 1_000_000;
    private static final int BUFFER = 8_192;
    private static final int ROUNDS = 5;

    private StreamLength() {}

    /** Takes no arguments. */
    public static void main(String[] arguments) {
        nanosPerDelta(LONGEST / 10, ROUNDS);
        System.out.println("| deltas | ns per delta |");
        System.out.println("|---:|---:|");
        for (int deltas = 1_000; deltas <= LONGEST; deltas *= 10) {
            int rounds = ROUNDS * (int) Math.sqrt((double) LONGEST / deltas);
            System.out.printf(Locale.ROOT, "| %,d | %.0f |%n", deltas, nanosPerDelta(deltas, rounds));
        }
    }

    /** The best of some rounds: what the machine does besides only adds to it. */
    private static double nanosPerDelta(int deltas, int rounds) {
        byte[] stream = SampleStream.ofDeltas(deltas);
        return LongStream.range(0, rounds).map(r -> nanos(stream)).min().orElseThrow() / (double) deltas;
    }

    private static long nanos(byte[] stream) {
        Effects effects = new Nothing();
        Recovery recovery = Recovery.of(
                SampleStream.REQUEST, Catalogue.builtIn().get("claude-opus-5-5"), RecoverySettings.DEFAULT, 1);
        long before = System.nanoTime();
        recovery.start(0, effects);
        recovery.on(0, new Input.Head(1, new ResponseHead(200, Map.of("content-type", "text/event-stream"))), effects);
        for (int from = 0; from < stream.length; from += BUFFER) {
            recovery.bytes(from, 1, stream, from, Math.min(BUFFER, stream.length - from), effects);
        }
        return System.nanoTime() - before;
    }

    private static final class Nothing implements Effects {

        @Override
        public void deliver(byte[] bytes, int offset, int length) {}

        @Override
        public void send(int attempt, Call call) {}

        @Override
        public void abandon(int attempt) {}

        @Override
        public void end(Outcome outcome) {}

        @Override
        public void observe(StreamEvent event) {}
    }
}
