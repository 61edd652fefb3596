package dev.perennial.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.agent.RunResult;
import dev.perennial.agent.SessionEvent;
import dev.perennial.agent.SessionListener;
import dev.perennial.agent.journal.SessionRow;
import dev.perennial.models.Catalogue;

/** What the runs of a session used, where only its events are known: at list prices of who served it, or of the model that was asked last. */
final class UsageOfSession implements SessionListener {

    private String model;
    private UsageLine usage;

    private UsageOfSession(String model, boolean simulated) {
        this.model = model;
        this.usage = line(simulated);
    }

    /** Before its events are told, of which some may be left out. */
    static UsageOfSession of(SessionRow session) {
        return new UsageOfSession(session.head().model(), session.head().simulated());
    }

    @Override
    public void on(long seq, SessionEvent event) {
        switch (event) {
            case SessionEvent.SessionStarted started -> {
                model = started.model();
                usage = line(started.simulated());
            }
            case SessionEvent.SettingsChosen chosen ->
                model = chosen.request().path("model").asText(model);
            default -> {} // says nothing of prices
        }
    }

    private UsageLine line(boolean simulated) {
        return new UsageLine(() -> Catalogue.builtIn().get(model).prices(), simulated);
    }

    /** For people. */
    String line(RunResult result) {
        return usage.line(result);
    }

    /** For programs. */
    ObjectNode json(ObjectNode line, RunResult result) {
        return usage.json(line, result);
    }
}
