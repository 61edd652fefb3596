package dev.perennial.simulator;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/**
 * How a simulator behaves; made by {@link #builder}.
 *
 * @param brain decides what is answered
 * @param host the address that a server listens on
 * @param port the port that a server listens on, 0 for any free one
 * @param seed the source of all ids, signatures and texts: the same seed and requests give the same bytes
 * @param pace how fast the model writes
 * @param tokensPerDelta the tokens in one delta of a stream, 1 or more
 * @param clock tells the time for headers and the log
 * @param sleeper waits between the events of a stream
 * @param requestLog the file to which each request is appended as a line of JSON, without keys; empty for none
 */
public record SimulatorSettings(
        Brain brain,
        String host,
        int port,
        long seed,
        Pace pace,
        int tokensPerDelta,
        InstantSource clock,
        Sleeper sleeper,
        Optional<Path> requestLog) {

    public SimulatorSettings {
        requireNonNull(brain, "brain");
        requireNonNull(host, "host");
        requireNonNull(pace, "pace");
        requireNonNull(clock, "clock");
        requireNonNull(sleeper, "sleeper");
        requireNonNull(requestLog, "requestLog");
        if (tokensPerDelta < 1) {
            throw new IllegalArgumentException("tokensPerDelta " + tokensPerDelta + " has to be 1 or more.");
        }
    }

    /** Starts from the defaults: any free loopback port, seed 1, {@link Pace#INSTANT}, 4 tokens per delta, no log. */
    public static Builder builder(Brain brain) {
        return new Builder(brain);
    }

    /** Collects settings; not for use by several threads. */
    public static final class Builder {

        private final Brain brain;
        private String host = "127.0.0.1";
        private int port;
        private long seed = 1;
        private Pace pace = Pace.INSTANT;
        private int tokensPerDelta = 4;
        private InstantSource clock = InstantSource.system();
        private Sleeper sleeper = Sleeper.REAL;
        private Optional<Path> requestLog = Optional.empty();

        private Builder(Brain brain) {
            this.brain = brain;
        }

        /** The address that a server listens on. */
        public Builder host(String value) {
            this.host = value;
            return this;
        }

        /** The port that a server listens on, 0 for any free one. */
        public Builder port(int value) {
            this.port = value;
            return this;
        }

        /** The source of all ids, signatures and texts. */
        public Builder seed(long value) {
            this.seed = value;
            return this;
        }

        /** How fast the model writes. */
        public Builder pace(Pace value) {
            this.pace = value;
            return this;
        }

        /** The tokens in one delta of a stream. */
        public Builder tokensPerDelta(int value) {
            this.tokensPerDelta = value;
            return this;
        }

        /** Tells the time for headers and the log. */
        public Builder clock(InstantSource value) {
            this.clock = value;
            return this;
        }

        /** Waits between the events of a stream. */
        public Builder sleeper(Sleeper value) {
            this.sleeper = value;
            return this;
        }

        /** The file to which each request is appended as a line of JSON. */
        public Builder requestLog(Path value) {
            this.requestLog = Optional.of(value);
            return this;
        }

        /** The settings so far. */
        public SimulatorSettings build() {
            return new SimulatorSettings(brain, host, port, seed, pace, tokensPerDelta, clock, sleeper, requestLog);
        }
    }
}
