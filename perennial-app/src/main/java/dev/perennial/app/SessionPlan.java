package dev.perennial.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.agent.SavedSession;
import dev.perennial.agent.Session;
import dev.perennial.agent.SessionSettings;
import dev.perennial.agent.ToolRunner;
import dev.perennial.agent.permission.PermissionPrompt;
import dev.perennial.app.config.Setting;
import dev.perennial.app.config.Settings;
import dev.perennial.client.PerennialListener;
import dev.perennial.client.PerennialSettings;
import dev.perennial.client.governor.Governing;
import dev.perennial.governor.GovernorEvent;
import dev.perennial.models.Catalogue;
import dev.perennial.stream.clocks.Timings;
import dev.perennial.tools.ChangeLog;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What {@code run} and {@code chat} put sessions together from.
 *
 * @param surroundings what the process finds around it
 * @param settings the settings
 * @param destination where requests go
 * @param withTools whether the model is offered tools
 * @param versions which tools those are
 * @param systemPrompt the system prompt: the same for as long as there is the session
 */
record SessionPlan(
        Surroundings surroundings,
        Settings settings,
        Destination destination,
        boolean withTools,
        ToolVersions versions,
        String systemPrompt) {

    static SessionPlan of(Surroundings surroundings, Settings settings, boolean withTools) {
        ToolVersions versions = withTools ? ToolVersions.of(settings) : ToolVersions.UNUSED;
        return new SessionPlan(
                surroundings,
                settings,
                Destination.of(settings, surroundings),
                withTools,
                versions,
                SystemPrompts.text(surroundings, settings, names(withTools, versions)));
    }

    private static List<String> names(boolean withTools, ToolVersions versions) {
        return withTools ? ToolBox.names(versions) : List.of();
    }

    /**
     * The plan of a session that is gone on with: in its folder, with its system prompt and its tools, since prompt caches and
     * signatures depend on them.
     */
    static SessionPlan of(Surroundings surroundings, Settings settings, SavedSession saved) {
        Optional<ObjectNode> request = saved.request();
        SessionPlan fresh =
                of(surroundings, settings, request.isEmpty() || request.get().has("tools"));
        return request.isEmpty()
                ? fresh
                : new SessionPlan(
                        surroundings,
                        settings,
                        fresh.destination(),
                        fresh.withTools(),
                        fresh.versions(),
                        request.get().path("system").asText());
    }

    String model() {
        return settings.required(Setting.MODEL);
    }

    List<String> toolNames() {
        return names(withTools, versions);
    }

    /**
     * The same with other settings, but the same tools.
     *
     * @throws UsageException if the model does not take them
     */
    SessionPlan with(Settings other) {
        SessionPlan plan = new SessionPlan(
                surroundings, other, Destination.of(other, surroundings), withTools, versions, systemPrompt);
        if (withTools) {
            versions.requireTakenBy(Catalogue.builtIn().get(plan.model()));
        }
        return plan;
    }

    /** Settings of a new session, with an id of its own. */
    SessionSettings session() {
        return session(SessionId.next());
    }

    /** Settings of a new session of that id. */
    SessionSettings session(String id) {
        return new SessionSettings(
                id, surroundings.folder().toString(), model(), destination.simulated(), maxRequests());
    }

    /** How many requests one run may send. */
    int maxRequests() {
        return Math.toIntExact(settings.number(Setting.MAX_REQUESTS).orElseThrow());
    }

    /** What a session changes, to be undone later. */
    ChangeLog changes(String session) {
        return new ToolBox(surroundings, settings).changes(session);
    }

    /**
     * New tools, in the start folder.
     *
     * @param changes keeps what files were
     * @param prompt whom to ask about what the rules leave open
     */
    ToolRunner tools(ChangeLog changes, Optional<PermissionPrompt> prompt) {
        return withTools
                ? new ToolBox(surroundings, settings).open(versions, changes, prompt)
                : new ToolRunner(List.of());
    }

    /** A connection on which nothing is opened yet; as {@link Connection#of} says. */
    Connection connection(PerennialListener listener, Consumer<GovernorEvent> governor, Timings timings) {
        return connection(StreamSettings.of(settings, listener, governor, timings));
    }

    /** The same by a governor that others use too. */
    Connection connection(PerennialListener listener, Timings timings, Governing governing) {
        return connection(StreamSettings.of(settings, listener, timings).toBuilder()
                .governing(governing)
                .build());
    }

    private Connection connection(PerennialSettings streams) {
        settings.time(Setting.TOOL_TIMEOUT); // refused here if it is wrong, before anything is shown
        return Connection.of(destination, settings, systemPrompt, withTools ? versions.betas() : List.of(), streams);
    }

    /** The same, going to a simulator that is there already. */
    SessionPlan answeredBy(URI simulator) {
        return new SessionPlan(
                surroundings, settings, destination.answeredBy(simulator), withTools, versions, systemPrompt);
    }

    static void warnOfUnknownModel(Session session, Connection connection) {
        if (!connection.capabilities().isKnown()) {
            session.notice(
                    "unknown_model",
                    "The model %s is not in the catalogue; unless the server describes it, careful limits are assumed: see --max-tokens, --thinking, --effort."
                            .formatted(connection.capabilities().model()));
        }
    }
}
