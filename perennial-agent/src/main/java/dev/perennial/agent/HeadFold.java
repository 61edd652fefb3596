package dev.perennial.agent;

import dev.perennial.agent.journal.SessionHead;
import dev.perennial.agent.journal.SessionHead.State;
import dev.perennial.models.Catalogue;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/** The fold of a session's events into what the list of sessions shows of it. Confined to one lock. */
final class HeadFold {

    private static final int TITLE = 80;
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private String title = "";
    private State state = State.IDLE;
    private String model = "";
    private String folder = "";
    private boolean simulated;
    private long tokens;
    private BigDecimal dollars = BigDecimal.ZERO;
    private SessionHead head = head(this);

    void add(SessionEvent event) {
        switch (event) {
            case SessionEvent.SessionStarted started -> started(started);
            case SessionEvent.SettingsChosen chosen ->
                model = chosen.request().path("model").asText(model);
            case SessionEvent.UserInput input -> said(input.text());
            case SessionEvent.Titled titled -> title = titled.title();
            case SessionEvent.AnswerRetracted ignored -> state = State.RUNNING;
            case SessionEvent.PermissionAsked ignored -> state = State.ASKING;
            case SessionEvent.PermissionGiven ignored -> state = State.RUNNING;
            case SessionEvent.Reopened ignored -> {}
            case SessionEvent.Attempted attempted -> billed(attempted.attempt());
            case SessionEvent.RunEnded ended -> state = after(ended.result().outcome());
            default -> {
                return; // nothing that the list shows
            }
        }
        head = head(this);
    }

    private void started(SessionEvent.SessionStarted started) {
        model = started.model();
        folder = started.folder();
        simulated = started.simulated();
    }

    private void said(String text) {
        state = State.RUNNING;
        if (title.isEmpty()) {
            String line = SPACE.matcher(text.strip()).replaceAll(" ");
            title = line.codePointCount(0, line.length()) <= TITLE
                    ? line
                    : line.substring(0, line.offsetByCodePoints(0, TITLE - 1)) + "…";
        }
    }

    private void billed(Attempt attempt) {
        tokens += attempt.usage().prompt() + attempt.usage().output();
        if (!simulated) {
            dollars = dollars.add(
                    Catalogue.builtIn().served(attempt.model(), model).prices().cost(attempt.usage()));
        }
    }

    private static State after(Outcome outcome) {
        return switch (outcome) {
            case COMPLETE, CANCELLED -> State.IDLE;
            case CUT, STALLED, OVERLOADED, RATE_LIMITED, REFUSED, REJECTED, BUDGET_SPENT, CONTEXT_FULL -> State.FAILED;
        };
    }

    SessionHead head() {
        return head;
    }

    private static SessionHead head(HeadFold fold) {
        return new SessionHead(
                fold.title, fold.state, fold.model, fold.folder, fold.simulated, fold.tokens, fold.dollars);
    }
}
