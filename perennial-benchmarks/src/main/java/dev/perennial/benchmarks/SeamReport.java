package dev.perennial.benchmarks;

import dev.perennial.simulator.manner.Manner;
import dev.perennial.simulator.text.PseudoText;
import dev.perennial.simulator.text.TextKind;
import dev.perennial.stream.seam.Continuation.Way;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Prints what becomes of texts that break up to 20 times under each manner of going on: {@code java -cp
 * perennial-benchmarks/target/perennial-benchmarks.jar dev.perennial.benchmarks.SeamReport}. Takes a minute; an argument says
 * how many texts there are for each manner.
 */
public final class SeamReport {

    private static final int TEXTS = 200;
    private static final int MOST_BREAKS = 20;
    private static final int LEAST_LENGTH = 8_000;

    /** In these hardly any end of a text stands there only once. */
    private static final Set<TextKind> REPEATING = EnumSet.of(TextKind.REFRAIN, TextKind.NUMBERS);

    private SeamReport() {}

    /** Takes the number of texts for each manner. */
    public static void main(String[] arguments) {
        int texts = arguments.length == 0 ? TEXTS : Integer.parseInt(arguments[0]);
        System.out.println(
                "| texts | asked by | manner | breaks | breaks mended to the letter | texts to the letter | proven seams"
                        + " | seams that lost text | asks per break | bought again per break |");
        System.out.println("|---|---|---|---:|---:|---:|---:|---:|---:|---:|");
        for (Way way : Way.values()) {
            for (Manner manner : Manner.values()) {
                print("usual", way, manner, EnumSet.complementOf(EnumSet.copyOf(REPEATING)), texts);
                print("repeating", way, manner, REPEATING, texts);
            }
        }
    }

    private static void print(String name, Way way, Manner manner, Set<TextKind> kinds, int texts) {
        TextKind[] all = kinds.toArray(TextKind[]::new);
        Tally tally = new Tally();
        IntStream.range(0, texts).forEach(i -> tally.add(mended(i, all[i % all.length], way, manner)));
        System.out.printf(
                Locale.ROOT,
                "| %s | %s | %s | %d | %.2f %% | %.2f %% | %.2f %% | %d | %.2f | %.2f %% |%n",
                name,
                way.name().toLowerCase(Locale.ROOT),
                manner.label(),
                tally.breaks(),
                tally.mended(),
                tally.identical(),
                tally.proven(),
                tally.lossy(),
                tally.asks(),
                tally.again());
    }

    private static MendedText mended(int seed, TextKind kind, Way way, Manner manner) {
        Random random = new Random(seed);
        String whole = PseudoText.of(seed, kind).text(LEAST_LENGTH + random.nextInt(LEAST_LENGTH));
        int breaks = 1 + random.nextInt(MOST_BREAKS);
        return MendedText.of(whole, breaks, way, manner, seed);
    }
}
