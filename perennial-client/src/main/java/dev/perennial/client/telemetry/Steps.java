package dev.perennial.client.telemetry;

import dev.perennial.stream.clocks.GapCounts;
import java.util.List;
import java.util.stream.Stream;

/** Where the steps of a histogram end. */
enum Steps {
    /** It is none. */
    NONE {
        @Override
        List<Double> ends() {
            return List.of();
        }
    },
    /** From 10 ms to an hour and a half, each twice the one before. */
    OF_CALLS {
        @Override
        List<Double> ends() {
            return Stream.iterate(1.0, hundredths -> hundredths < 6e5, hundredths -> hundredths * 2)
                    .map(hundredths -> hundredths / 100)
                    .toList();
        }
    },
    /** From one to 67 million, each four times the one before. */
    OF_TOKENS {
        @Override
        List<Double> ends() {
            return Stream.iterate(1.0, tokens -> tokens < 1e8, tokens -> tokens * 4)
                    .toList();
        }
    },
    /** Those of {@link GapCounts}: gaps come sorted into them. */
    OF_GAPS {
        @Override
        List<Double> ends() {
            return GapCounts.ENDS.stream().map(end -> end.toMillis() / 1000.0).toList();
        }
    };

    abstract List<Double> ends();
}
