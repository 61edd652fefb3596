package dev.perennial.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.agent.SavedSession;
import dev.perennial.agent.SessionStore;
import dev.perennial.agent.journal.JournalException;
import dev.perennial.app.config.Setting;
import dev.perennial.app.config.Settings;
import dev.perennial.app.config.SettingsLoader;
import dev.perennial.app.sessions.SessionNames;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;

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

    private int goOn(SessionKeeper keeper, SavedSession saved, Function<SavedSession, RunOptions> options) {
        try (saved) {
            RunOptions wanted = options.apply(saved);
            Surroundings there = surroundings.in(folder(saved));
            SettingsLoader loader = there.settings();
            Settings settings = loader.load(settings(saved));
            loader.warnings().forEach(surroundings.terminal()::say);
            SessionPlan plan = SessionPlan.of(there, settings, saved);
            refuseOthersAnswers(saved, plan.destination().simulated());
            Run run = new Run(plan, wanted, keeper);
            return ExitCode.of(run.goOn(saved).outcome());
        }
    }

    private static void refuseOthersAnswers(SavedSession saved, boolean simulated) {
        if (saved.isSimulated() && !simulated) {
            throw new UsageException(
                    "Session %s was answered by the built-in simulator, and its thinking fits no model: begin a new one with ./perennial run, or unset the key and the address to go on with the simulator."
                            .formatted(saved.id()));
        }
        if (!saved.isSimulated() && simulated) {
            throw new UsageException(
                    "Session %s was answered by a model, but there is neither a key nor an address now: set ANTHROPIC_API_KEY to go on with it."
                            .formatted(saved.id()));
        }
    }

    /** The model is asked as it was, unless somebody wants it otherwise: thinking in the history belongs to how it was made. */
    private Map<Setting, String> settings(SavedSession saved) {
        Map<Setting, String> settings = new EnumMap<>(Setting.class);
        settings.putAll(given);
        if (given.getOrDefault(Setting.MODEL, saved.model()).equals(saved.model())) {
            saved.request().ifPresent(request -> asItWas(request, settings));
        }
        settings.putIfAbsent(Setting.MODEL, saved.model());
        return settings;
    }

    private static void asItWas(ObjectNode request, Map<Setting, String> settings) {
        put(settings, Setting.MAX_TOKENS, request.path("max_tokens"));
        put(settings, Setting.THINKING, request.path("thinking").path("type"));
        put(settings, Setting.THINKING_BUDGET, request.path("thinking").path("budget_tokens"));
        put(settings, Setting.EFFORT, request.path("output_config").path("effort"));
        put(settings, Setting.TEMPERATURE, request.path("temperature"));
        put(settings, Setting.TOP_P, request.path("top_p"));
        put(settings, Setting.TOP_K, request.path("top_k"));
    }

    private static void put(Map<Setting, String> settings, Setting setting, JsonNode value) {
        if (value.isValueNode() && !value.isNull()) {
            settings.putIfAbsent(setting, value.asText());
        }
    }

    private static Path folder(SavedSession saved) {
        Path folder = Path.of(saved.folder());
        if (!Files.isDirectory(folder)) {
            throw new UsageException("The folder of session %s is no longer there: %s. Put it back to go on with it."
                    .formatted(saved.id(), folder));
        }
        return folder;
    }
}
