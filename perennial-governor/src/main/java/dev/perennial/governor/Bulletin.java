package dev.perennial.governor;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells who waits, how long and for what. Not safe for use by several threads. */
final class Bulletin {

    private final FairQueue queue;
    private final Forecast forecast;

    Bulletin(FairQueue queue, Forecast forecast) {
        this.queue = queue;
        this.forecast = forecast;
    }

    /** Tells all for whom there is news. */
    void tellAll(@Nullable Block block, long now, Effects effects) {
        List<Waiter> inOrder = queue.inOrder(now);
        List<Wait> waits = forecast.of(inOrder, block, now);
        for (int i = 0; i < waits.size(); i++) {
            tell(inOrder.get(i), waits.get(i), effects);
        }
    }

    /** Tells one that has just come. */
    void tell(Waiter waiter, @Nullable Block block, long now, Effects effects) {
        List<Waiter> inOrder = queue.inOrder(now);
        tell(waiter, forecast.of(inOrder, block, now).get(inOrder.indexOf(waiter)), effects);
    }

    private static void tell(Waiter waiter, Wait wait, Effects effects) {
        waiter.tell(wait).ifPresent(news -> effects.waiting(waiter.ask.id(), news));
    }

    List<GovernorState.Waiting> waiting(@Nullable Block block, long now) {
        List<Waiter> inOrder = queue.inOrder(now);
        List<Wait> waits = forecast.of(inOrder, block, now);
        List<GovernorState.Waiting> waiting = new ArrayList<>();
        for (int i = 0; i < waits.size(); i++) {
            Ask ask = inOrder.get(i).ask;
            waiting.add(new GovernorState.Waiting(
                    ask.id(), ask.session(), ask.priority(), inOrder.get(i).waited(now), waits.get(i)));
        }
        return waiting;
    }
}
