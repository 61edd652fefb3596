package dev.perennial.client;

import com.anthropic.core.http.HttpRequest;
import dev.perennial.models.Capabilities;
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
 */
record Targets(List<Target> targets, List<Sending.Place> places) {

    static Targets of(
            HttpRequest request,
            MessageRequest message,
            Transport transport,
            PerennialSettings settings,
            Shared shared) {
        Targets all = new Targets(new ArrayList<>(), new ArrayList<>());
        all.add(message, new Sending.Place(transport, request, message.model()), settings, shared);
        for (Fallback fallback : settings.fallbacks()) {
            all.add(
                    elsewhere(message, fallback, shared),
                    place(request, transport, fallback, message.model()),
                    settings,
                    shared);
        }
        return all;
    }

    private static MessageRequest elsewhere(MessageRequest message, Fallback fallback, Shared shared) {
        if (fallback.model().isEmpty()) {
            return message;
        }
        Capabilities capabilities = shared.catalogue().get(fallback.model());
        return message.withModel(fallback.model(), capabilities);
    }

    private static Sending.Place place(HttpRequest request, Transport transport, Fallback fallback, String asked) {
        HttpRequest there = fallback.server()
                .map(s -> request.toBuilder().baseUrl(s.toString()).build())
                .orElse(request);
        return new Sending.Place(
                fallback.through().map(Transport::sync).orElse(transport),
                there,
                fallback.model().isEmpty() ? asked : fallback.model());
    }

    private void add(MessageRequest message, Sending.Place place, PerennialSettings settings, Shared shared) {
        String origin = ClockSource.origin(place.template().baseUrl());
        targets.add(new Target(
                message::body,
                shared.catalogue().get(message.model()),
                settings.clocks().at(origin),
                shared.circuits().at(origin)));
        places.add(place);
    }
}
