package dev.perennial.governor;

import dev.perennial.governor.limit.Dimension;
import dev.perennial.governor.limit.DimensionReport;
import dev.perennial.governor.limit.LevelState;
import dev.perennial.governor.limit.LimitReport;
import dev.perennial.governor.limit.MemoryLimitStore;
import dev.perennial.models.Catalogue;
import dev.perennial.models.TokenUsage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A governor in virtual time, with the calls of a driver in few words. */
final class Desk {

    static final String MODEL = "claude-opus-5-5";
    static final Pool POOL = Pool.of("key-1", MODEL, Lane.STANDARD);

    final Heard heard = new Heard();
    final Governor governor;
    long now;
    private long ids;

    Desk(GovernorSettings settings) {
        governor = new Governor(settings, new MemoryLimitStore(), Catalogue.builtIn());
    }

    /** A desk whose limits a first response has told: 6,000 requests, 60,000 input tokens, 12,000 output tokens. */
    static Desk knowing() {
        return knowing(GovernorSettings.DEFAULT);
    }

    static Desk knowing(GovernorSettings settings) {
        Desk desk = new Desk(settings);
        long id = desk.ask("first", 1, 1);
        desk.started(id, 0, full());
        desk.ended(id, 0, 0);
        desk.pass(Duration.ofMinutes(1));
        return desk;
    }

    static LimitReport full() {
        return report(60_000, 60_000, 12_000);
    }

    /** A report of limits of 6,000, 60,000 and 12,000, of which so much input and output is left. */
    static LimitReport left(long input, long output) {
        return report(60_000, input, output);
    }

    static LimitReport report(long inputLimit, long input, long output) {
        return new LimitReport(
                dimension(6_000, 6_000), dimension(inputLimit, input), dimension(12_000, output), Optional.empty());
    }

    private static DimensionReport dimension(long limit, long remaining) {
        return new DimensionReport(OptionalLong.of(limit), OptionalLong.of(remaining), Optional.empty());
    }

    Ask request(String session, long input, long output) {
        return new Ask(
                ids++,
                session,
                POOL,
                MODEL,
                InputEstimate.exactly(input),
                new OutputEstimate(output, Math.max(output, 8_000)));
    }

    long ask(String session, long input, long output) {
        return ask(request(session, input, output));
    }

    long ask(Ask ask) {
        governor.ask(now, ask, heard);
        return ask.id();
    }

    void started(long id, long input, LimitReport report) {
        on(new Input.Head(id, report));
        on(new Input.Started(id, TokenUsage.of(input, 0)));
    }

    void ended(long id, long input, long output) {
        on(new Input.Ended(id, TokenUsage.of(input, output)));
    }

    void refused(long id, String code, Optional<Duration> retryAfter) {
        on(new Input.Refused(id, new Refusal(code, retryAfter, LimitReport.NOTHING)));
    }

    void on(Input input) {
        governor.on(now, input, heard);
    }

    /** Lets time pass as a driver would, with a tick whenever one is due. */
    void pass(Duration time) {
        long end = now + time.toNanos();
        while (governor.wakeAt() <= end) {
            now = Math.max(now + 1, governor.wakeAt());
            on(new Input.Tick());
        }
        now = end;
    }

    LevelState level(Dimension dimension) {
        return governor.state(now)
                .pools()
                .getFirst()
                .levels()
                .getOrDefault(dimension, new LevelState(0, false, 0, 0, 0, 0));
    }

    boolean went(long id) {
        return heard.admitted.contains(id);
    }

    static List<Breakpoint> cachedAt(String prefix, long tokens) {
        return List.of(new Breakpoint(prefix, tokens, Duration.ofMinutes(5)));
    }
}
