package dev.perennial.client;

import com.anthropic.core.RequestOptions;
import com.anthropic.core.http.HttpRequest;
import dev.perennial.client.governor.GovernedMessage;
import dev.perennial.models.Capabilities;
import dev.perennial.models.Catalogue;
import dev.perennial.stream.clocks.ClockSource;
import dev.perennial.stream.recovery.MessageRequest;
import dev.perennial.stream.recovery.Target;
import java.util.ArrayList;
import java.util.List;

/**
 * Where one message may be asked for, the caller's own server first.
 *
 * @param targets for the recovery
 * @param places for sending, in the same order
 * @param governed for the governor, in the same order
 */
record Targets(List<Target> targets, List<Sending.Place> places, List<GovernedMessage.Place> governed) {

    /**
     * Makes the targets of messages to one server and its fallbacks.
     *
     * @param options the caller's, with the timeouts for one request
     */
    record Maker(PerennialSettings settings, FallbackClients clients, Shared shared, RequestOptions options) {

        Targets of(HttpRequest request, MessageRequest message, Transport transport) {
            Targets all = new Targets(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            Sending.Place first = new Sending.Place(transport, request, message.model());
            add(message, origin(request), first, all);
            settings.fallbacks().forEach(fallback -> {
                MessageRequest there = to(fallback, message);
                add(there, origin(fallback, request), place(fallback, there, first), all);
            });
            return all;
        }

        private void add(MessageRequest message, String origin, Sending.Place place, Targets to) {
            Target target = target(message, origin);
            to.targets().add(target);
            to.places().add(place);
            to.governed().add(governed(target.model(), origin, place));
        }

        private GovernedMessage.Place governed(Capabilities model, String origin, Sending.Place place) {
            String credential = shared.credential().of(origin, place.template().headers()::values);
            return new GovernedMessage.Place(credential, model, new PlaceCounter(place, options));
        }

        private MessageRequest to(Fallback fallback, MessageRequest message) {
            Catalogue catalogue = shared.catalogue();
            return fallback.model().isEmpty()
                    ? message
                    : message.withModel(fallback.model(), catalogue.get(fallback.model()));
        }

        private Target target(MessageRequest message, String origin) {
            return new Target(
                    message::body,
                    shared.catalogue().get(message.model()),
                    settings.clocks().at(origin),
                    shared.circuits().at(origin));
        }

        private Sending.Place place(Fallback fallback, MessageRequest message, Sending.Place first) {
            HttpRequest there = fallback.server()
                    .map(s -> first.template().toBuilder().baseUrl(s.toString()).build())
                    .orElse(first.template());
            Transport transport = fallback.own().map(clients::transport).orElse(first.transport());
            return new Sending.Place(transport, there, message.model());
        }

        /** Before a client is opened its address is known only if somebody set it. */
        private static String origin(Fallback fallback, HttpRequest request) {
            return fallback.own()
                    .map(c -> c.baseUrl()
                            .map(ClockSource::origin)
                            .orElse(c.provider().key()))
                    .or(() -> fallback.server().map(s -> ClockSource.origin(s.toString())))
                    .orElseGet(() -> origin(request));
        }

        private static String origin(HttpRequest request) {
            return ClockSource.origin(request.baseUrl());
        }
    }

    /** Where a message was begun by that model: the first place that asks it, or else the first of all. */
    int placeOf(Capabilities model) {
        for (int place = 0; place < targets.size(); place++) {
            if (targets.get(place).model().model().equals(model.model())) {
                return place;
            }
        }
        return 0;
    }
}
