package dev.perennial.benchmarks;

import dev.perennial.simulator.fault.FaultCatalogue;
import dev.perennial.simulator.fault.FaultKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Runs the bare official SDK against every fault of the simulator and writes what came of it as a page:
 * {@code java -jar perennial-benchmarks/target/perennial-benchmarks.jar docs/faults.md}. Takes a few minutes.
 */
public final class FaultTable {

    private static final int AT_ONCE = 8;

    private FaultTable() {}

    /** Writes the page to the file of the first argument. */
    public static void main(String[] arguments) throws IOException, InterruptedException, ExecutionException {
        if (arguments.length != 1) {
            System.err.println("Say where to write the page, for example docs/faults.md.");
            System.exit(2);
        }
        Files.writeString(Path.of(arguments[0]), FaultPage.of(rows()));
        System.exit(0);
    }

    private static List<Row> rows() throws InterruptedException, ExecutionException {
        List<Future<Row>> running = new ArrayList<>();
        try (FakeApi api = new FakeApi();
                ExecutorService workers =
                        Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            FaultCatalogue.kinds().forEach(kind -> running.add(workers.submit(() -> row(api, kind))));
            List<Row> rows = new ArrayList<>();
            for (Future<Row> row : running) {
                rows.add(row.get());
            }
            return rows;
        }
    }

    private static Row row(FakeApi api, FaultKind kind) throws InterruptedException {
        Trial bare = new Trial(api, kind, false);
        Trial unbroken = new Trial(api, kind, true);
        Optional<Verdict> create = kind.concernsWholeAnswers() ? Optional.of(bare.create()) : Optional.empty();
        return new Row(kind, bare.stream(), create, unbroken.stream(), unbroken.create());
    }
}
