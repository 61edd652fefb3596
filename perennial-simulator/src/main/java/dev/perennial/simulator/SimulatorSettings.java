package dev.perennial.simulator;

import static java.util.Objects.requireNonNull;

import dev.perennial.http.TlsIdentity;
import dev.perennial.simulator.assume.Assumption;
import dev.perennial.simulator.assume.Assumptions;
import dev.perennial.simulator.fault.Fault;
import dev.perennial.simulator.fault.Faults;
import dev.perennial.simulator.limit.Limits;
import dev.perennial.simulator.manner.Manner;
import dev.perennial.simulator.manner.MannerBrain;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * How a simulator behaves; made by {@link #builder}. Immutable.
 *
 * <p>The same settings and the same requests, made one after the other, give the same bytes.
 */
public final class SimulatorSettings {

    private final Brain brain;
    private final String host;
    private final int port;
    private final long seed;
    private final Timing pace;
    private final Limits limits;
    private final int tokensPerDelta;
    private final InstantSource clock;
    private final Sleeper sleeper;
    private final Optional<Path> requestLog;
    private final Assumptions assumptions;
    private final Faults faults;
    private final Optional<TlsIdentity> tls;

    private SimulatorSettings(Builder from) {
        this.brain = from.manner == Manner.EXACT ? from.brain : MannerBrain.over(from.brain, from.manner);
        this.host = from.host;
        this.port = from.port;
        this.seed = from.seed;
        this.pace = from.pace;
        this.limits = from.limits.withRefusedCount(
                from.limits.refusedCount() || from.assumptions.is(Assumption.REFUSED_REQUEST_CHARGES, "yes"));
        this.tokensPerDelta = from.tokensPerDelta;
        this.clock = from.clock;
        this.sleeper = from.sleeper;
        this.requestLog = from.requestLog;
        this.assumptions = from.assumptions;
        this.faults = from.faults;
        this.tls = from.tls;
    }

    /** Starts from the defaults: any free loopback port, seed 1, {@link Pace#INSTANT}, 4 tokens per delta, no log. */
    public static Builder builder(Brain brain) {
        return new Builder(brain);
    }

    /** Decides what is answered. */
    public Brain brain() {
        return brain;
    }

    /** The address that a server listens on. */
    public String host() {
        return host;
    }

    /** The port that a server listens on, 0 for any free one. */
    public int port() {
        return port;
    }

    /** The source of all ids, signatures and texts. */
    public long seed() {
        return seed;
    }

    /** How fast the model writes. */
    public Timing pace() {
        return pace;
    }

    /** The rate limits at the start; they can be changed while the simulator runs. */
    public Limits limits() {
        return limits;
    }

    /** The tokens in one delta of a stream, 1 or more. */
    public int tokensPerDelta() {
        return tokensPerDelta;
    }

    /** Tells the time for headers and the log. */
    public InstantSource clock() {
        return clock;
    }

    /** Waits between the events of a stream. */
    public Sleeper sleeper() {
        return sleeper;
    }

    /** The file to which each request is appended as a line of JSON, without keys; empty for none. */
    public Optional<Path> requestLog() {
        return requestLog;
    }

    /** The answers to what nobody outside Anthropic knows of the API. */
    public Assumptions assumptions() {
        return assumptions;
    }

    /** What goes wrong with all requests. */
    public Faults faults() {
        return faults;
    }

    /** What a server proves itself with; empty if it speaks plain HTTP/1.1. */
    public Optional<TlsIdentity> tls() {
        return tls;
    }

    /** Collects settings; not for use by several threads. */
    public static final class Builder {

        private final Brain brain;
        private String host = "127.0.0.1";
        private int port;
        private long seed = 1;
        private Timing pace = Pace.INSTANT;
        private Limits limits = Limits.OFF;
        private Manner manner = Manner.EXACT;
        private int tokensPerDelta = 4;
        private InstantSource clock = InstantSource.system();
        private Sleeper sleeper = Sleeper.REAL;
        private Optional<Path> requestLog = Optional.empty();
        private Assumptions assumptions = Assumptions.DEFAULT;
        private Faults faults = Faults.NONE;
        private Optional<TlsIdentity> tls = Optional.empty();

        private Builder(Brain brain) {
            this.brain = requireNonNull(brain, "brain");
        }

        /** The address that a server listens on. */
        public Builder host(String value) {
            this.host = requireNonNull(value, "host");
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
        public Builder pace(Timing value) {
            this.pace = requireNonNull(value, "pace");
            return this;
        }

        /** How the brain goes on with interrupted answers; by default as it does itself. */
        public Builder manner(Manner value) {
            this.manner = requireNonNull(value, "manner");
            return this;
        }

        /** The rate limits at the start; off by default. */
        public Builder limits(Limits value) {
            this.limits = requireNonNull(value, "limits");
            return this;
        }

        /**
         * The tokens in one delta of a stream.
         *
         * @throws IllegalArgumentException if it is less than 1
         */
        public Builder tokensPerDelta(int value) {
            if (value < 1) {
                throw new IllegalArgumentException("tokensPerDelta " + value + " has to be 1 or more.");
            }
            this.tokensPerDelta = value;
            return this;
        }

        /** Tells the time for headers and the log. */
        public Builder clock(InstantSource value) {
            this.clock = requireNonNull(value, "clock");
            return this;
        }

        /** Waits between the events of a stream. */
        public Builder sleeper(Sleeper value) {
            this.sleeper = requireNonNull(value, "sleeper");
            return this;
        }

        /** The file to which each request is appended as a line of JSON. */
        public Builder requestLog(Path value) {
            this.requestLog = Optional.of(value);
            return this;
        }

        /**
         * Has the API answer an open question in this way.
         *
         * @throws IllegalArgumentException if it is none of {@link Assumption#answers}
         */
        public Builder assume(Assumption assumption, String answer) {
            this.assumptions = assumptions.with(assumption, answer);
            return this;
        }

        /** Lets one more fault befall all requests. */
        public Builder fault(Fault value) {
            return faults(new Faults(List.of(value)));
        }

        /** Lets more faults befall all requests. */
        public Builder faults(Faults more) {
            this.faults = faults.and(more);
            return this;
        }

        /** Lets a server speak TLS, and HTTP/2 with clients that do; by default it speaks plain HTTP/1.1. */
        public Builder tls(TlsIdentity value) {
            this.tls = Optional.of(value);
            return this;
        }

        /** The settings so far. */
        public SimulatorSettings build() {
            return new SimulatorSettings(this);
        }
    }
}
