package dev.perennial.client;

import static java.util.Objects.requireNonNull;

import dev.perennial.client.PerennialSettings.Mode;
import dev.perennial.client.exchange.ExchangeListener;
import dev.perennial.client.governor.Governing;
import dev.perennial.client.governor.SharedGovernor;
import dev.perennial.stream.clocks.FixedThresholds;
import dev.perennial.stream.clocks.Phase;
import dev.perennial.stream.clocks.Timings;
import dev.perennial.stream.recovery.Budgets;
import dev.perennial.stream.recovery.Delivery;
import dev.perennial.stream.seam.Wording;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Collects {@link PerennialSettings}. Not thread-safe. Each method throws an {@link IllegalArgumentException} that names
 * field, value and range if the value is out of it.
 */
public final class PerennialSettingsBuilder {

    private Mode mode;
    private Duration connectTimeout;
    private Duration idleTimeout;
    private Duration firstTokenTimeout;
    private Duration stallTimeout;
    private Duration toolInputTimeout;
    private Duration thinkingTimeout;
    private Duration headTimeout;
    private Duration laterHeadTimeout;
    private Duration betweenBlocksTimeout;
    private Duration endingTimeout;
    private final Set<Phase> exact = EnumSet.noneOf(Phase.class);
    private boolean adaptive;
    private Optional<Timings> timings;
    private Optional<Duration> totalTimeout;
    private int maxAttempts;
    private int maxResumes;
    private OptionalLong maxResumeTokens;
    private Duration patience;
    private Duration longestWait;
    private int withoutProgress;
    private Delivery delivery;
    private Wording wording;
    private List<Fallback> fallbacks;
    private Governing governing;
    private PerennialListener listener;
    private ExchangeListener exchanges;

    PerennialSettingsBuilder(PerennialSettings from) {
        mode = from.mode();
        connectTimeout = from.connectTimeout();
        idleTimeout = from.thresholds().bytes();
        headTimeout = from.thresholds().head();
        laterHeadTimeout = from.thresholds().laterHead();
        firstTokenTimeout = from.thresholds().firstToken();
        stallTimeout = from.thresholds().text();
        toolInputTimeout = from.thresholds().toolInput();
        thinkingTimeout = from.thresholds().thinking();
        betweenBlocksTimeout = from.thresholds().betweenBlocks();
        endingTimeout = from.thresholds().ending();
        exact.addAll(from.exact());
        adaptive = from.adaptive();
        timings = from.timings();
        totalTimeout = from.budgets().total();
        maxAttempts = from.budgets().attempts();
        maxResumes = from.budgets().resumes();
        maxResumeTokens = from.budgets().resumeTokens();
        patience = from.budgets().patience();
        longestWait = from.budgets().longestWait();
        withoutProgress = from.budgets().withoutProgress();
        delivery = from.delivery();
        wording = from.wording();
        fallbacks = from.fallbacks();
        governing = from.governing();
        listener = from.listener();
        exchanges = from.exchanges();
    }

    /** Whether anything is changed at all. */
    public PerennialSettingsBuilder mode(Mode value) {
        mode = requireNonNull(value, "mode");
        return this;
    }

    /** How long a connection may take to come about, where the call itself does not say it; 10 s. */
    public PerennialSettingsBuilder connectTimeout(Duration value) {
        connectTimeout = Ranges.requirePositive("connectTimeout", value);
        return this;
    }

    /** How long a stream may send no byte at all, once it was seen to send pings; 60 s, and never less than 4 pings. */
    public PerennialSettingsBuilder idleTimeout(Duration value) {
        idleTimeout = Ranges.requirePositive("idleTimeout", value);
        return this;
    }

    /**
     * How long the status line may take.
     *
     * @param first for the first attempt; 60 s
     * @param later for those after it, when a server that is there should answer soon; 20 s
     */
    public PerennialSettingsBuilder headTimeouts(Duration first, Duration later) {
        headTimeout = Ranges.requirePositive("headTimeouts.first", first);
        exact.add(Phase.HEAD);
        laterHeadTimeout = Ranges.requirePositive("headTimeouts.later", later);
        return this;
    }

    /** How long the first content may take after the head of the response; 120 s. */
    public PerennialSettingsBuilder firstTokenTimeout(Duration value) {
        firstTokenTimeout = Ranges.requirePositive("firstTokenTimeout", value);
        exact.add(Phase.FIRST_TOKEN);
        return this;
    }

    /** How long a text may make no progress, whatever pings arrive; 25 s. */
    public PerennialSettingsBuilder stallTimeout(Duration value) {
        stallTimeout = Ranges.requirePositive("stallTimeout", value);
        exact.add(Phase.TEXT);
        return this;
    }

    /** How long the input of a tool call may make no progress; 90 s. */
    public PerennialSettingsBuilder toolInputTimeout(Duration value) {
        toolInputTimeout = Ranges.requirePositive("toolInputTimeout", value);
        exact.add(Phase.TOOL_INPUT);
        return this;
    }

    /** How long thinking, server tools and compaction may make no progress; 900 s. */
    public PerennialSettingsBuilder thinkingTimeout(Duration value) {
        thinkingTimeout = Ranges.requirePositive("thinkingTimeout", value);
        exact.add(Phase.THINKING);
        exact.add(Phase.SERVER_TOOL);
        return this;
    }

    /** How long the next block may take after one has ended; 120 s. */
    public PerennialSettingsBuilder betweenBlocksTimeout(Duration value) {
        betweenBlocksTimeout = Ranges.requirePositive("betweenBlocksTimeout", value);
        exact.add(Phase.BETWEEN_BLOCKS);
        return this;
    }

    /** How long the end mark may take after the stop reason; 10 s. */
    public PerennialSettingsBuilder endingTimeout(Duration value) {
        endingTimeout = Ranges.requirePositive("endingTimeout", value);
        exact.add(Phase.ENDING);
        return this;
    }

    /** How long a message may take in all, its waits included, where the call does not say it; no limit. */
    public PerennialSettingsBuilder totalTimeout(Duration value) {
        totalTimeout = Optional.of(Ranges.requirePositive("totalTimeout", value));
        return this;
    }

    /** How many requests may be sent before there is any content, the first one included; 10. */
    public PerennialSettingsBuilder maxAttempts(int value) {
        maxAttempts = Ranges.requireAtLeast("maxAttempts", 1, value);
        return this;
    }

    /** How many requests may be sent to go on once there is content; 20, and 0 for none. */
    public PerennialSettingsBuilder maxResumes(int value) {
        maxResumes = Ranges.requireAtLeast("maxResumes", 0, value);
        return this;
    }

    /**
     * How many tokens keeping one message alive may buy besides those of a message that does not break; no limit, and 0 for
     * none. All count alike: input whether it was cached or not, and output. The next request is not sent, and the message
     * ends as {@code budget_spent}, once the requests before it were billed more.
     */
    public PerennialSettingsBuilder maxResumeTokens(long value) {
        maxResumeTokens = OptionalLong.of(Ranges.requireAtLeast("maxResumeTokens", 0, value));
        return this;
    }

    /** How long an outage may last before the numbers of attempts and resumes end the message; zero. */
    public PerennialSettingsBuilder patience(Duration value) {
        patience = Ranges.requireNotNegative("patience", value);
        return this;
    }

    /** The longest {@code retry-after} that is waited for; two minutes. */
    public PerennialSettingsBuilder longestWait(Duration value) {
        longestWait = Ranges.requireNotNegative("longestWait", value);
        return this;
    }

    /** How the consumer wants blocks that could turn out to be cut; {@link Delivery#WIRE}. */
    public PerennialSettingsBuilder delivery(Delivery value) {
        delivery = requireNonNull(value, "delivery");
        return this;
    }

    /** How a model is asked to go on in the middle of a text; in English. */
    public PerennialSettingsBuilder wording(Wording value) {
        wording = requireNonNull(value, "wording");
        return this;
    }

    /**
     * Where else a message is asked for, in this order, while nothing of it is to be had; nowhere. It is after five attempts in
     * vain, or one where all messages found that a server is out; with patience the first server is waited for once all were asked.
     */
    public PerennialSettingsBuilder fallbacks(List<Fallback> value) {
        fallbacks = List.copyOf(value);
        return this;
    }

    /** Who hears what happens; nobody. */
    public PerennialSettingsBuilder listener(PerennialListener value) {
        listener = requireNonNull(value, "listener");
        return this;
    }

    /** Who hears of every request for a message that is sent, before it is, and of what came back. */
    public PerennialSettingsBuilder exchanges(ExchangeListener value) {
        exchanges = requireNonNull(value, "exchanges");
        return this;
    }

    /**
     * Who says which request may go now; each interceptor has one of its own. Give several the same to have them share limits and
     * budgets, or one with settings of yours.
     */
    public PerennialSettingsBuilder governor(SharedGovernor value) {
        governing = governing.by(requireNonNull(value, "value"));
        return this;
    }

    /** Whether, by whom and how urgently requests are governed; {@link Governing#ON}. */
    public PerennialSettingsBuilder governing(Governing value) {
        governing = requireNonNull(value, "value");
        return this;
    }

    /**
     * Whether patience follows what streams are like, but for the times that are set here; it does. Off, the defaults apply as
     * they are.
     */
    public PerennialSettingsBuilder adaptive(boolean value) {
        adaptive = value;
        return this;
    }

    /**
     * What clocks learn, and learn from; else each interceptor learns by itself. Give several the same to share it, or that of a
     * {@link TimingsFile} to keep it.
     */
    public PerennialSettingsBuilder timings(Timings value) {
        timings = Optional.of(value);
        return this;
    }

    /** The settings. */
    public PerennialSettings build() {
        return new PerennialSettings(
                mode,
                connectTimeout,
                thresholds(),
                exact,
                adaptive,
                timings,
                budgets(),
                delivery,
                wording,
                fallbacks,
                governing,
                listener,
                exchanges);
    }

    private FixedThresholds thresholds() {
        return new FixedThresholds(
                headTimeout,
                laterHeadTimeout,
                firstTokenTimeout,
                stallTimeout,
                toolInputTimeout,
                thinkingTimeout,
                betweenBlocksTimeout,
                endingTimeout,
                idleTimeout);
    }

    private Budgets budgets() {
        return new Budgets(
                maxAttempts, maxResumes, withoutProgress, longestWait, patience, totalTimeout, maxResumeTokens);
    }
}
