package dev.perennial.agent;

import java.util.Optional;

/** Joins pieces that come faster than they can be kept, so that one takes the place of many. */
final class Joined {

    private Joined() {}

    /** Both as one; empty if they are not pieces of the same. */
    static Optional<SessionEvent> of(SessionEvent first, SessionEvent second) {
        return Optional.ofNullable(
                switch (first) {
                    case SessionEvent.TextDelta a
                    when second instanceof SessionEvent.TextDelta b -> new SessionEvent.TextDelta(a.text() + b.text());
                    case SessionEvent.ThinkingDelta a
                    when second instanceof SessionEvent.ThinkingDelta b ->
                        new SessionEvent.ThinkingDelta(a.text() + b.text());
                    case SessionEvent.ToolInputDelta a
                    when second instanceof SessionEvent.ToolInputDelta b && a.id().equals(b.id()) ->
                        new SessionEvent.ToolInputDelta(a.id(), a.partialJson() + b.partialJson());
                    case SessionEvent.ToolPrinted a
                    when second instanceof SessionEvent.ToolPrinted b && a.id().equals(b.id()) ->
                        new SessionEvent.ToolPrinted(a.id(), a.text() + b.text());
                    default -> null; // everything else is told by itself
                });
    }
}
