package dev.perennial.client;

import dev.perennial.stream.clocks.GapCounts;
import dev.perennial.stream.clocks.Phase;
import dev.perennial.stream.recovery.Call;
import dev.perennial.stream.recovery.Cause;
import dev.perennial.stream.recovery.Outcome;
import dev.perennial.stream.recovery.Rule;
import dev.perennial.stream.seam.Proof;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * Something that happened to a message; never content.
 *
 * <p>The usual order: {@link Begin}, {@link Attempt}, {@link FirstToken}, {@link Pace}, {@link End}. Where something breaks:
 * {@link Pace}, {@link Stall} or {@link Break}, {@link Wait}, {@link Attempt} or {@link Resume}, {@link Seam}. {@link Begin} comes
 * once, first; {@link End} comes once, last. Before an {@link Attempt} or {@link Resume} that has to wait for its turn come {@link
 * Queued} and {@link Admitted}. Of a message that is resumed the first {@link Attempt} was made by another process: after {@link Begin}
 * comes its {@link Break}.
 */
public sealed interface PerennialEvent {

    /** The message, by a name of its own: the same one that its response has as {@code perennial-message}. */
    String message();

    /**
     * A call is made; nothing was sent yet. Told on the very thread on which the SDK makes the call, with asynchronous clients
     * too: what is bound to that thread, such as the context of a trace, can be taken from it.
     *
     * @param model the model that is asked, as the caller wrote it; empty if the request names none
     * @param server the host that is asked, as in {@link URI#getHost}; empty if its address has none
     * @param port its port
     */
    record Begin(String message, String model, String server, int port) implements PerennialEvent {}

    /**
     * A request waits for its turn under the rate limit; told again when that changes.
     *
     * @param attempt the one that will be sent
     * @param forecast for what, about how much longer, and behind how many others
     */
    record Queued(String message, int attempt, dev.perennial.governor.Wait forecast) implements PerennialEvent {}

    /**
     * A request that waited for its turn may go.
     *
     * @param attempt the one that is sent next
     * @param reason what it waited for, in the end
     * @param waited how long
     */
    record Admitted(String message, int attempt, dev.perennial.governor.Wait.Reason reason, Duration waited)
            implements PerennialEvent {}

    /**
     * A request is sent for which the reader has nothing yet.
     *
     * @param number the attempt, from 1
     */
    record Attempt(String message, int number) implements PerennialEvent {}

    /**
     * A request is sent that goes on from what the reader has.
     *
     * @param number the attempt, from 2
     * @param shape what it asks for
     */
    record Resume(String message, int number, Call.Shape shape) implements PerennialEvent {}

    /**
     * The first content of the message is here.
     *
     * @param attempt the attempt that brought it
     * @param after how long after the first request was sent
     */
    record FirstToken(String message, int attempt, Duration after) implements PerennialEvent {}

    /**
     * The stream made no progress for more than a quarter of what it may take, and then went on by itself.
     *
     * @param phase what it was busy with
     * @param lasted how long it made none
     */
    record Gap(String message, int attempt, Phase phase, Duration lasted) implements PerennialEvent {}

    /**
     * An attempt is over, and this is how long the gaps between its signs of progress were, the short ones too. Gaps that were
     * cut off, and times in which nobody waited, are not among them. An attempt without any tells nothing.
     *
     * @param gaps by phase
     */
    record Pace(String message, int attempt, List<GapCounts> gaps) implements PerennialEvent {

        /** Copies the list. */
        public Pace {
            gaps = List.copyOf(gaps);
        }
    }

    /**
     * The stream makes no progress any more.
     *
     * @param phase what it was busy with
     * @param after how long it has made none
     * @param rule what is done: a row of the table in {@code docs/recovery.md}
     */
    record Stall(String message, int attempt, Phase phase, Duration after, Rule rule) implements PerennialEvent {}

    /**
     * The attempt broke in another way.
     *
     * @param cause how
     * @param rule what is done: a row of the table in {@code docs/recovery.md}
     */
    record Break(String message, int attempt, Cause cause, Rule rule) implements PerennialEvent {}

    /**
     * The next attempt waits.
     *
     * @param attempt the one that will be sent
     * @param delay for how long
     */
    record Wait(String message, int attempt, Duration delay) implements PerennialEvent {}

    /**
     * Nothing but patience keeps the message alive; told before each wait of an outage.
     *
     * @param attempt the one that will be sent
     * @param cause why the last one broke
     * @param lasted since when nothing was brought
     * @param left how much of the patience is left
     */
    record Outage(String message, int attempt, Cause cause, Duration lasted, Duration left) implements PerennialEvent {}

    /**
     * Nothing of the message was to be had, so it is asked for elsewhere.
     *
     * @param attempt the one that will be sent
     * @param place the model that is asked now, and the server if it is another
     * @param cause why the last attempt elsewhere broke
     */
    record FellBack(String message, int attempt, String place, Cause cause) implements PerennialEvent {}

    /**
     * The machine woke from a sleep, or has another network: if the connection brings nothing for some seconds it is given up.
     */
    record NetworkChanged(String message) implements PerennialEvent {}

    /**
     * A text goes on in its middle.
     *
     * @param attempt the attempt that goes on
     * @param proof how it is known where; {@link Proof#NONE} if it is not, and both sides stayed as they are
     */
    record Seam(String message, int attempt, Proof proof) implements PerennialEvent {}

    /**
     * The message is over. {@link Outcome#report()} has every attempt; its message has content, so think before you log it.
     *
     * @param lasted from the first request on
     */
    record End(String message, Outcome outcome, Duration lasted) implements PerennialEvent {}
}
