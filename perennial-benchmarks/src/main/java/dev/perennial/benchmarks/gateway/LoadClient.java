package dev.perennial.benchmarks.gateway;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The client of the load program, a process of its own, so that it is as warm in every round.
 *
 * <p>Obeys the lines of its standard input: {@code clock}, and {@code run PORT STREAMS WARM_UP MEASURED [HEADER=VALUE ...]} with
 * times in milliseconds. Ends with its input.
 */
final class LoadClient {

    private LoadClient() {}

    /** Takes no arguments. */
    public static void main(String[] arguments) throws IOException {
        System.out.println("ready");
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] words = line.split(" ", -1);
            switch (words[0]) {
                case "clock" -> System.out.println(System.nanoTime());
                case "run" -> run(words);
                default -> throw new IllegalArgumentException("Unknown command: " + line);
            }
        }
    }

    private static void run(String[] words) throws IOException {
        String headers = Arrays.stream(words)
                .skip(5)
                .map(h -> h.replaceFirst("=", ": ") + "\r\n")
                .collect(Collectors.joining());
        try (ClientRun run = new ClientRun(Integer.parseInt(words[1]), headers, Integer.parseInt(words[2]))) {
            run.run(millis(words[3]), millis(words[4]), System.out);
        }
    }

    private static Duration millis(String word) {
        return Duration.ofMillis(Long.parseLong(word));
    }
}
