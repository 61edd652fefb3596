package dev.perennial.client.governor;

import dev.perennial.governor.Ask;
import dev.perennial.governor.Governor;
import dev.perennial.governor.estimate.CountingLeave;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Has prompts counted before they are sent, where that is worth it, and remembers which servers do not count. Under the lock of its
 * governor, but for the counting.
 */
final class Counting {

    /** How long an answer is waited for; then the estimate has to do. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Logger LOG = System.getLogger(Counting.class.getName());

    private final SharedGovernor shared;
    private final CountingLeaves leaves = new CountingLeaves();

    Counting(SharedGovernor shared) {
        this.shared = shared;
    }

    /** Whether a prompt is to be counted before its request asks; the server's leave for that is then taken. */
    boolean take(Governor governor, Ask ask, Wanted wanted) {
        long now = shared.now();
        return wanted.count().isPossible()
                && (ask.deadline() == Governor.NEVER || ask.deadline() - now > 2 * PATIENCE.toNanos())
                && governor.closedFor(now, wanted.pool()).compareTo(wanted.longestPause()) <= 0
                && governor.doubt(now, ask, PATIENCE).isPresent()
                && leave(wanted).take(now);
    }

    /** Makes ready to count; what is returned begins it, to be called without the lock. Only the counting itself holds the body. */
    Runnable begin(Ticket ticket, Wanted wanted) {
        CompletableFuture<Counted> answer = new CompletableFuture<>();
        CountingLeave leave = leave(wanted);
        Wanted asking = wanted.uncounted();
        Count count = wanted.count();
        Thread thread = Thread.ofVirtual().name("perennial-count").unstarted(() -> count(count, answer));
        ticket.countedBy(thread);
        return () -> {
            thread.start();
            whenOver(answer, counted -> over(ticket, asking, leave, counted));
        };
    }

    /** What comes first counts: an answer, which ends the alarm, or that it took too long. */
    @SuppressWarnings("FutureReturnValueIgnored") // whoever waits is told by his ticket
    private static void whenOver(CompletableFuture<Counted> answer, Consumer<Counted> told) {
        answer.completeOnTimeout(new Counted.Failed(), PATIENCE.toNanos(), TimeUnit.NANOSECONDS)
                .thenAcceptAsync(told, Thread::startVirtualThread);
    }

    /** Cancels the answer if nobody wants to know any more. */
    private static void count(Count wanted, CompletableFuture<Counted> answer) {
        try {
            answer.complete(wanted.counter().countOf(wanted.body()));
        } catch (InterruptedException unwanted) {
            answer.cancel(false);
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, "The tokens of a prompt could not be counted; an estimate has to do.", e);
            answer.complete(new Counted.Failed());
        }
    }

    private void over(Ticket ticket, Wanted wanted, CountingLeave leave, Counted counted) {
        shared.locked(() -> {
            if (ticket.isCounted()) {
                ticket.counted();
                learn(leave, counted);
                shared.counted(ticket, wanted, counted);
            }
        });
    }

    private void learn(CountingLeave leave, Counted counted) {
        long now = shared.now();
        switch (counted) {
            case Counted.Tokens tokens -> leave.answered();
            case Counted.NotOffered none -> leave.notOffered(now);
            case Counted.Refused refused -> leave.refused(refused.retryAfter(), now);
            case Counted.Failed failed -> leave.failed(now);
        }
    }

    private CountingLeave leave(Wanted wanted) {
        return wanted.count().counter().leave().orElseGet(() -> leaves.of(wanted.pool()));
    }
}
