package dev.perennial.client.telemetry;

import dev.perennial.client.PerennialEvent;
import dev.perennial.stream.recovery.Outcome;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A message that is recorded. Used by one thread at a time, as its events are told. */
final class RecordedMessage {

    private final PerennialEvent.Begin begun;
    private final FlightEvents.Message message = new FlightEvents.Message();
    private FlightEvents.@Nullable Attempt attempt;
    private FlightEvents.@Nullable Wait waiting;
    private FlightEvents.@Nullable Queue queue;
    private String cause = "none";

    RecordedMessage(PerennialEvent.Begin begun) {
        this.begun = begun;
        message.begin();
    }

    /** Whether any of this is recorded now. */
    static boolean isWanted() {
        return new FlightEvents.Message().isEnabled()
                || new FlightEvents.Attempt().isEnabled()
                || new FlightEvents.Stall().isEnabled()
                || new FlightEvents.Resume().isEnabled()
                || new FlightEvents.Seam().isEnabled()
                || new FlightEvents.Wait().isEnabled();
    }

    void on(PerennialEvent event) {
        switch (event) {
            case PerennialEvent.Begin begin -> {}
            case PerennialEvent.Attempt sent -> sending(sent.number(), "original");
            case PerennialEvent.Resume resume -> {
                String shape = lower(resume.shape());
                resumed(resume.number(), shape);
                sending(resume.number(), shape);
            }
            case PerennialEvent.FirstToken first ->
                message.firstToken = first.after().toNanos();
            case PerennialEvent.Gap gap -> {}
            case PerennialEvent.Pace pace -> {}
            case PerennialEvent.Stall stall -> {
                stalled(stall);
                over("stalled");
            }
            case PerennialEvent.Break broken -> over(CauseNames.of(broken.cause()));
            case PerennialEvent.Wait wait -> waits(wait);
            case PerennialEvent.Seam seam -> joined(seam);
            case PerennialEvent.Queued queued -> queued(queued);
            case PerennialEvent.Admitted admitted -> admitted(admitted);
            case PerennialEvent.Outage outage -> {}
            case PerennialEvent.FellBack fell -> {}
            case PerennialEvent.NetworkChanged changed -> {}
            case PerennialEvent.End end -> ended(end.outcome());
        }
    }

    private void sending(int number, String shape) {
        waited();
        FlightEvents.Attempt next = of(new FlightEvents.Attempt(), number);
        next.shape = shape;
        next.begin();
        attempt = next;
    }

    private void resumed(int number, String shape) {
        FlightEvents.Resume resume = of(new FlightEvents.Resume(), number);
        resume.cause = cause;
        resume.shape = shape;
        resume.commit();
    }

    private void stalled(PerennialEvent.Stall told) {
        FlightEvents.Stall stall = of(new FlightEvents.Stall(), told.attempt());
        stall.phase = lower(told.phase());
        stall.after = told.after().toNanos();
        stall.rule = told.rule().id();
        stall.commit();
    }

    private void joined(PerennialEvent.Seam told) {
        FlightEvents.Seam seam = of(new FlightEvents.Seam(), told.attempt());
        seam.proof = told.proof().code();
        seam.commit();
    }

    private void waited() {
        if (waiting != null) {
            waiting.commit();
            waiting = null;
        }
    }

    /** One wait may follow another, where the attempt between them was not sent. */
    private void waits(PerennialEvent.Wait told) {
        waited();
        FlightEvents.Wait wait = of(new FlightEvents.Wait(), told.attempt());
        wait.cause = cause;
        wait.delay = told.delay().toNanos();
        wait.begin();
        waiting = wait;
    }

    private void queued(PerennialEvent.Queued told) {
        waited();
        if (queue == null) {
            queue = of(new FlightEvents.Queue(), told.attempt());
            queue.begin();
        }
    }

    private void admitted(PerennialEvent.Admitted told) {
        if (queue != null) {
            queue.reason = told.reason().code();
            queue.commit();
            queue = null;
        }
    }

    private void over(String result) {
        cause = result;
        if (attempt != null) {
            attempt.result = result;
            attempt.commit();
            attempt = null;
        }
    }

    private void ended(Outcome outcome) {
        over("complete");
        waited();
        Bill bill = Bill.of(outcome.report());
        of(
                message,
                outcome.report().attempts().size() + outcome.report().omitted().attempts());
        message.server = begun.server();
        message.outcome = outcome.code();
        message.promptTokens = bill.all().prompt();
        message.outputTokens = bill.all().output();
        message.tokensPaidAgain = bill.again().total();
        message.commit();
    }

    private <T extends FlightEvents.OfMessage> T of(T event, int number) {
        event.message = begun.message();
        event.model = begun.model();
        event.attempt = number;
        return event;
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
