package dev.perennial.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.agent.ImagesKept;
import dev.perennial.agent.SavedSession;
import dev.perennial.app.config.Setting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/** How sessions are gone on with that another process left: in their folder, with their model unless another one is wanted. */
final class SavedPlans {

    private final Surroundings surroundings;
    private final Map<Setting, String> given;

    /**
     * @param given the settings that somebody wants otherwise
     */
    SavedPlans(Surroundings surroundings, Map<Setting, String> given) {
        this.surroundings = surroundings;
        this.given = given;
    }

    /**
     * The plan of a session.
     *
     * @throws UsageException if its folder is gone, or its answers came from a model and a simulator would go on, or the other way
     */
    SessionPlan of(SavedSession saved) {
        Surroundings there = surroundings.in(folder(saved));
        SessionPlan plan = SessionPlan.of(there, there.settings().load(settings(saved)), saved);
        refuseOthersAnswers(saved, plan.destination().simulated());
        return plan;
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
        saved.request().ifPresent(request -> {
            settings.putIfAbsent(Setting.IMAGES_KEPT, imagesKept(saved));
            settings.putAll(ToolVersions.in(request));
        });
        if (given.getOrDefault(Setting.MODEL, saved.model()).equals(saved.model())) {
            saved.request().ifPresent(request -> asItWas(request, settings));
        }
        settings.putIfAbsent(Setting.MODEL, saved.model());
        return settings;
    }

    private static String imagesKept(SavedSession saved) {
        ImagesKept kept = saved.imagesKept();
        return kept.isAll() ? "all" : String.valueOf(kept.newest());
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
