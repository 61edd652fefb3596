package dev.perennial.benchmarks;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What may befall a stream, as the simulator's header names it. */
final class Misfortunes {

    private static final String HARMLESS = "crlf";

    /** Before any text; the number of the attempt follows. */
    private static final List<String> EARLY = List.of(
            "connect-reset",
            "connect-close",
            "head-cut",
            "head-reset",
            "http-529",
            "http-500",
            "eof@first",
            "reset@first");

    /** In the text, at a character of it. */
    private static final List<String> LATE = List.of(
            "reset@text:",
            "eof@text:",
            "close@text:",
            "silence-pings=1h@text:",
            "silence=1h@text:",
            "error-overloaded@text:",
            "json-garbage@text:");

    private Misfortunes() {}

    /** The faults of one message's attempts: none for one in four, of up to three attempts for the others. */
    static String draw(Random random, int characters) {
        int attempts = random.nextInt(4);
        return attempts == 0
                ? HARMLESS
                : IntStream.rangeClosed(1, attempts)
                        .mapToObj(attempt -> one(random, characters / (attempts + 1)) + "~" + attempt)
                        .collect(Collectors.joining("+"));
    }

    private static String one(Random random, int characters) {
        return random.nextInt(3) == 0
                ? EARLY.get(random.nextInt(EARLY.size()))
                : LATE.get(random.nextInt(LATE.size())) + (1 + random.nextInt(characters));
    }
}
