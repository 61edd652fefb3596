package dev.perennial.app;

import dev.perennial.agent.SavedSession;
import dev.perennial.agent.SessionStore;
import dev.perennial.agent.journal.JournalException;
import dev.perennial.app.config.Setting;
import dev.perennial.app.config.Settings;
import dev.perennial.app.sessions.SessionNames;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** Goes on with a session of another process: in its folder, with its model unless another one is wanted. */
final class GoingOn {

    private final Surroundings surroundings;
    private final Map<Setting, String> given;

    /**
     * @param given the settings whose flags were given
     */
    GoingOn(Surroundings surroundings, Map<Setting, String> given) {
        this.surroundings = surroundings;
        this.given = given;
    }

    /**
     * Goes on with it to the end of a run.
     *
     * @param takeOver whether also if another process holds it
     * @param options what is to be done, by what there is of the session
     * @return the exit code
     */
    int with(String session, boolean takeOver, Function<SavedSession, RunOptions> options) {
        if (given.containsKey(Setting.NO_JOURNAL)) {
            throw new UsageException("`--no-journal` keeps nothing, but session `" + session
                    + "` is kept: leave the flag out, or run the task without a session.");
        }
        refuseOtherTools(session);
        return VirtualThread.call("run", () -> {
            Settings own = surroundings.settings().load(given);
            try (SessionKeeper keeper = SessionKeeper.of(surroundings, own)) {
                SessionStore store = keeper.store()
                        .orElseThrow(() -> new UsageException(
                                "`no-journal` is set, so that no session is kept: set it to false to go on with one."));
                String id = new SessionNames(store.journal()).find(session).id();
                return goOn(keeper, takeOver ? store.takeOver(id) : store.open(id), options);
            } catch (JournalException.SessionInUse wrong) {
                throw new UsageException(String.valueOf(wrong.getMessage()));
            }
        });
    }

    private void refuseOtherTools(String session) {
        Stream.of(Setting.BASH_VERSION, Setting.EDITOR_VERSION)
                .filter(given::containsKey)
                .findFirst()
                .ifPresent(setting -> {
                    throw new UsageException(
                            "`%s` is given, but session `%s` keeps the tools that it began with: leave the flag out, or begin a new session."
                                    .formatted(setting.flag(), session));
                });
    }

    private int goOn(SessionKeeper keeper, SavedSession saved, Function<SavedSession, RunOptions> options) {
        try (saved) {
            RunOptions wanted = options.apply(saved);
            SessionPlan plan = new SavedPlans(surroundings, given).of(saved);
            plan.surroundings().settings().warnings().forEach(surroundings.terminal()::say);
            Run run = new Run(plan, wanted, keeper);
            return ExitCode.of(run.goOn(saved).outcome());
        }
    }
}
