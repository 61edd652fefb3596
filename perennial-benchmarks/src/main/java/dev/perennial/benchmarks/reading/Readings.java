package dev.perennial.benchmarks.reading;

import com.anthropic.client.AnthropicClient;
import dev.perennial.client.MessageStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;

/** Measures all readers in turn, and prints tables. */
public final class Readings {

    private static final int DELTAS = 50_000;
    private static final int ROUNDS = 30;
    private static final List<Integer> INPUTS = List.of(2_000, 8_000, 32_000);
    private static final int COLD_DELTAS = 10_000;
    private static final int COLD_ROUNDS = 5;
    private static final int MANY_DELTAS = 400_000;

    private final PrintStream out;

    private Readings(PrintStream out) {
        this.out = out;
    }

    /** All tables. */
    public static void print(PrintStream out) throws IOException {
        Readings readings = new Readings(out);
        readings.printText();
        readings.printInputs();
        readings.printCold();
        readings.printMemory();
    }

    private void printText() throws IOException {
        try (EventServer server = EventServer.ofText(DELTAS)) {
            Map<String, Reader> readers = new LinkedHashMap<>();
            readers.put("SDK + MessageAccumulator", Reader.sdk(server.url()));
            readers.put("LangChain4j", Reader.langChain(server.url()));
            readers.put("MessageStream, text", Reader.text(server.url(), false));
            readers.put("MessageStream, events and a snapshot at each", Reader.events(server.url()));
            readers.put("MessageStream, text, with Perennial", Reader.text(server.url(), true));
            say("%,d deltas of %d characters, medians of %d rounds:%n", DELTAS, EventServer.PIECE.length(), ROUNDS / 2);
            say("| | thread: µs/delta | process: µs/delta | bytes allocated/delta |%n|---|---|---|---|");
            try (TypeScript typeScript = TypeScript.reading(server.url())) {
                typeScript.addTo(readers);
                measured(readers, ROUNDS, DELTAS * 12L).forEach((name, costs) -> row(name, costs, DELTAS));
            }
        }
    }

    private void row(String name, List<Cost> costs, int deltas) {
        say(
                "| %s | %s | %s | %s |",
                name,
                microseconds(Cost.median(costs, Cost::thread), deltas),
                microseconds(Cost.median(costs, Cost::process), deltas),
                number("%.0f", Cost.median(costs, Cost::allocated) / deltas));
    }

    private static String microseconds(double nanos, int deltas) {
        return number("%.2f", nanos / 1e3 / deltas);
    }

    /** What is not known is negative. */
    private static String number(String format, double value) {
        return value < 0 ? "–" : String.format(Locale.ROOT, format, value);
    }

    private void printInputs() throws IOException {
        say("%nInput of a call, read at each delta as far as it is understood:%n");
        say("| deltas | thread: µs/delta | process: µs/delta | bytes allocated/delta |%n|---|---|---|---|");
        for (int deltas : INPUTS) {
            try (EventServer server = EventServer.ofInput(deltas)) {
                int rounds = Math.max(20, 1_000_000 / deltas);
                measured(
                                Map.of(String.format(Locale.ROOT, "%,d", deltas), Reader.input(server.url())),
                                rounds,
                                deltas * 12L)
                        .forEach((name, costs) -> row(name, costs, deltas));
            }
        }
    }

    /** The second half of the rounds of each, one round of all after the other. */
    private static Map<String, List<Cost>> measured(Map<String, Reader> readers, int rounds, long characters) {
        Map<String, List<Cost>> costs = new LinkedHashMap<>();
        readers.keySet().forEach(name -> costs.put(name, new ArrayList<>()));
        for (int i = 0; i < rounds; i++) {
            boolean counts = i >= rounds / 2;
            readers.forEach((name, reader) -> {
                Cost cost = reader.cost(characters);
                if (counts) {
                    costs.computeIfAbsent(name, n -> new ArrayList<>()).add(cost);
                }
            });
        }
        return costs;
    }

    private void printCold() throws IOException {
        Path folder = Files.createTempDirectory("perennial-cold");
        try (EventServer server = EventServer.ofText(COLD_DELTAS)) {
            Path cache = ColdReading.train(folder.resolve("aot.cache"), server.url());
            say(
                    "%nFirst answer of a process, %,d deltas, processor time in ms, medians of %d:%n",
                    COLD_DELTAS, COLD_ROUNDS);
            say("| | SDK + MessageAccumulator | MessageStream | with Perennial |%n|---|---|---|---|");
            cold("", List.of(), server.url());
            cold(", same AOT cache", List.of("-XX:AOTCache=" + cache), server.url());
            Files.deleteIfExists(cache);
        }
        Files.deleteIfExists(folder);
    }

    private void cold(String how, List<String> flags, String url) throws IOException {
        Map<String, List<ColdReading.Times>> times = new LinkedHashMap<>();
        for (int i = 0; i < COLD_ROUNDS; i++) {
            for (String reader : List.of("sdk", "ours", "unbroken")) {
                times.computeIfAbsent(reader, r -> new ArrayList<>()).add(ColdReading.measure(flags, url, reader));
            }
        }
        coldRow("client and request" + how, times, ColdReading.Times::asking);
        coldRow("reading" + how, times, ColdReading.Times::reading);
    }

    private void coldRow(
            String name, Map<String, List<ColdReading.Times>> times, ToLongFunction<ColdReading.Times> part) {
        List<Double> medians = times.values().stream()
                .map(all ->
                        all.stream().map(part::applyAsLong).sorted().toList().get(COLD_ROUNDS / 2) / 1e6)
                .toList();
        say("| %s | %.0f | %.0f | %.0f |", name, medians.getFirst(), medians.get(1), medians.getLast());
    }

    private void printMemory() throws IOException {
        try (EventServer server = EventServer.ofText(MANY_DELTAS)) {
            AnthropicClient client = Reader.client(server.url());
            held(client, 1_000);
            long little = held(client, 1_000);
            long much = held(client, MANY_DELTAS);
            long text = MANY_DELTAS * 12L;
            say(
                    "%nLive heap of a stream, all of its text read: %.2f × the text of %,d bytes, and %.0f KB",
                    (much - little) / (double) text, text, little / 1e3);
            client.close();
        }
    }

    /** What a stream holds once so many pieces of text were read. */
    private static long held(AnthropicClient client, int pieces) {
        long before = live();
        try (MessageStream stream = MessageStream.open(client, Reader.params())) {
            Iterator<String> texts = stream.text().iterator();
            for (int i = 0; i < pieces; i++) {
                texts.next();
            }
            return live() - before;
        }
    }

    private static long live() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private void say(String format, Object... values) {
        out.printf(Locale.ROOT, format + "%n", values);
    }
}
