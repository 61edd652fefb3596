package dev.perennial.client.governor;

import dev.perennial.governor.Input;
import dev.perennial.governor.Refusal;
import dev.perennial.governor.limit.LimitReport;
import dev.perennial.stream.recovery.AttemptReport;
import dev.perennial.stream.recovery.Cause;
import java.time.Duration;
import java.util.Optional;

/** What a governor is told of the end of an attempt. */
final class AttemptEnds {

    private static final String RATE_LIMIT = "rate_limit_error";

    private AttemptEnds() {}

    static Input of(Ticket ticket, AttemptReport report) {
        if (report.cause().isEmpty() || !report.estimated()) {
            return new Input.Ended(ticket.id(), report.usage());
        }
        return switch (report.cause().get()) {
            case Cause.Status status -> ofStatus(ticket, status);
            case Cause.InStream error
            when error.fault().type().equals(RATE_LIMIT) ->
                refused(ticket, error.fault().code(), Optional.empty(), LimitReport.NOTHING);
            case Cause.ConnectFailed failed -> broken(ticket, false);
            case Cause.Offline offline -> broken(ticket, false);
            case Cause.Withheld withheld -> broken(ticket, false);
            default -> broken(ticket, true);
        };
    }

    private static Input ofStatus(Ticket ticket, Cause.Status status) {
        LimitReport report = Reports.of(status.head(), ticket.limitHeaders());
        return status.head().status() == 429
                ? refused(ticket, status.fault().code(), Reports.pause(status), report)
                : new Input.Broken(ticket.id(), true, report);
    }

    private static Input refused(Ticket ticket, String code, Optional<Duration> pause, LimitReport report) {
        return new Input.Refused(ticket.id(), new Refusal(code, pause, report));
    }

    private static Input broken(Ticket ticket, boolean reached) {
        return new Input.Broken(ticket.id(), reached, LimitReport.NOTHING);
    }
}
