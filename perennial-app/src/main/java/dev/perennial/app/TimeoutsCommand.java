package dev.perennial.app;

import dev.perennial.app.config.Setting;
import dev.perennial.app.config.Settings;
import dev.perennial.app.terminal.Printable;
import dev.perennial.client.PerennialListener;
import dev.perennial.client.PerennialSettings;
import dev.perennial.client.TimingsFile;
import dev.perennial.stream.clocks.ClockKey;
import dev.perennial.stream.clocks.InputSize;
import dev.perennial.stream.clocks.LearnedClocks;
import dev.perennial.stream.clocks.LearnedGaps;
import dev.perennial.stream.clocks.Limit;
import dev.perennial.stream.clocks.Phase;
import dev.perennial.stream.clocks.Timings;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code timeouts}: how long streams may be without progress, what was learned about that, and why. */
final class TimeoutsCommand implements Command {

    private static final double SECOND = 1e9;

    private final Surroundings surroundings;

    TimeoutsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Flags.command(
                this, "timeouts", "Shows how long a stream may be without progress, and what was learned about that.");
        return Flags.withSettings(
                spec,
                List.of(
                        Setting.FIRST_TOKEN_TIMEOUT,
                        Setting.STALL_TIMEOUT,
                        Setting.TOOL_INPUT_TIMEOUT,
                        Setting.THINKING_TIMEOUT,
                        Setting.ADAPTIVE));
    }

    @Override
    public int run(ParseResult arguments) {
        Settings settings = surroundings.settings().load(Flags.settings(arguments));
        Timings timings = new Timings(System::nanoTime);
        TimingsFile.open(LearnedTimings.file(surroundings), timings, surroundings.clock());
        PerennialSettings streams = StreamSettings.of(settings, PerennialListener.NONE, timings);
        PrintStream out = surroundings.terminal().out();
        printFixed(out, streams);
        printLearned(out, streams, timings);
        return ExitCode.OK;
    }

    private static void printFixed(PrintStream out, PerennialSettings streams) {
        out.println(
                streams.adaptive()
                        ? "A stream may be without progress, until " + Timings.ENOUGH + " gaps of a kind were seen:"
                        : "A stream may be without progress (adaptive is off, so that nothing changes that):");
        Arrays.stream(Phase.values())
                .forEach(phase -> streams.thresholds()
                        .progress(phase, 1)
                        .ifPresent(limit -> out.printf(
                                "  %-14s %8s%s%n",
                                name(phase), seconds(limit), streams.exact().contains(phase) ? "  set" : "")));
    }

    private void printLearned(PrintStream out, PerennialSettings streams, Timings timings) {
        List<LearnedGaps> learned = timings.learned();
        out.printf("%nLearned, in %s:%n", LearnedTimings.file(surroundings));
        if (learned.isEmpty()) {
            out.println("  nothing yet");
        }
        String kind = "";
        for (LearnedGaps gaps : learned) {
            ClockKey key = gaps.key();
            String of = of(key);
            if (!of.equals(kind)) {
                out.println("  " + Printable.of(of));
                kind = of;
            }
            print(out, gaps, limit(streams, timings, key), streams.adaptive());
        }
    }

    private static String of(ClockKey key) {
        return key.origin() + ", " + key.model() + ", effort " + (key.effort().isEmpty() ? "not said" : key.effort());
    }

    private static Limit limit(PerennialSettings streams, Timings timings, ClockKey key) {
        LearnedClocks clocks = new LearnedClocks(timings, key.origin(), streams.thresholds(), streams.exact());
        return streams.adaptive()
                ? clocks.limit(key)
                : new Limit(streams.thresholds().progress(key.phase(), 1).orElseThrow(), Limit.Reason.SET);
    }

    private static void print(PrintStream out, LearnedGaps gaps, Limit limit, boolean adaptive) {
        out.printf(
                Locale.ROOT,
                "    %-14s %9.0f gaps   p50 %-7s p99 %-7s p99.9 %-7s limit %-7s %s%n",
                name(gaps.key().phase()) + size(gaps.key()),
                gaps.count(),
                seconds(gaps.quantile(0.5)),
                seconds(gaps.quantile(0.99)),
                seconds(gaps.quantile(0.999)),
                seconds(limit.patience()),
                adaptive ? because(limit.reason()) : "not learned");
    }

    private static String name(Phase phase) {
        return phase.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String size(ClockKey key) {
        long most = InputSize.mostTokens(key.size());
        return !InputSize.countsIn(key.phase()) ? "" : most == Long.MAX_VALUE ? " long" : " ≤" + most / 1024 + "k";
    }

    private static String because(Limit.Reason reason) {
        return switch (reason) {
            case SET -> "set";
            case FEW_SEEN -> "too few gaps to learn from";
            case LEARNED -> "learned";
            case FLOOR -> "the least there is: the gaps are even";
            case SLOW -> "learned, and longer while streams are slow";
            case CEILING -> "the most there is: the gaps are long";
            case INCIDENT -> "not less while streams stall one after the other";
        };
    }

    private static String seconds(Duration time) {
        double seconds = time.toNanos() / SECOND;
        return seconds < 1 ? String.format(Locale.ROOT, "%.0f ms", seconds * 1_000) : Spans.seconds(time);
    }
}
