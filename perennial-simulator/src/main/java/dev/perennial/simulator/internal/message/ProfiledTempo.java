package dev.perennial.simulator.internal.message;

import dev.perennial.simulator.TimingProfile;
import java.time.Duration;
import java.util.Random;

/** Times of a profile, varied from a seed. */
final class ProfiledTempo implements Tempo {

    private static final double NANOS = 1e9;
    private static final int PER_MILLION = 1_000_000;

    private final TimingProfile profile;
    private final Random random;
    private final Duration reading;

    ProfiledTempo(TimingProfile profile, InputUsage input, long seed) {
        this.profile = profile;
        this.random = new Random(seed);
        this.reading = varied(nanos(profile.queue())
                + nanos(profile.perThousandUncached()) * (input.uncached() + input.written()) / 1_000
                + nanos(profile.perThousandCached()) * input.cacheRead() / 1_000);
    }

    @Override
    public Duration reading() {
        return reading;
    }

    @Override
    public Duration before(Work work, int tokens) {
        return switch (work) {
            case NONE -> Duration.ZERO;
            case WRITING -> writing(tokens, profile.tokensPerSecond());
            case THINKING -> writing(tokens, profile.thinkingTokensPerSecond());
            case TOOL_INPUT ->
                tokens == 0
                        ? Duration.ZERO
                        : varied(nanos(profile.toolPause())).plus(writing(tokens, profile.tokensPerSecond()));
            case SERVER_TOOL -> varied(nanos(profile.serverTool()));
        };
    }

    @Override
    public Duration pingInterval() {
        return profile.pingInterval();
    }

    private Duration writing(int tokens, double perSecond) {
        return varied(tokens * NANOS / perSecond).plus(hiccup(tokens));
    }

    private Duration hiccup(int tokens) {
        TimingProfile.Hiccups hiccups = profile.hiccups();
        double chance = (double) hiccups.perMillionTokens() * tokens / PER_MILLION;
        return random.nextDouble() < chance ? between(hiccups.shortest(), hiccups.longest()) : Duration.ZERO;
    }

    /** Evenly spread on a logarithmic scale: most are short. */
    private Duration between(Duration shortest, Duration longest) {
        double ratio = nanos(longest) / nanos(shortest);
        return Duration.ofNanos(Math.round(nanos(shortest) * Math.pow(ratio, random.nextDouble())));
    }

    private Duration varied(double nanos) {
        double factor = 1 + profile.jitter() * (2 * random.nextDouble() - 1);
        return Duration.ofNanos(Math.round(nanos * factor));
    }

    private static double nanos(Duration duration) {
        return duration.toNanos();
    }
}
