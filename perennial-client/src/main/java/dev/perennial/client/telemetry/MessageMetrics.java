package dev.perennial.client.telemetry;

import dev.perennial.client.PerennialEvent;
import dev.perennial.client.PerennialListener;
import dev.perennial.models.Catalogue;
import dev.perennial.stream.clocks.Phase;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Makes measurements of events, wherever they go. Safe for use by several threads. */
final class MessageMetrics implements PerennialListener {

    private final Map<String, MeteredMessage> open = new ConcurrentHashMap<>();
    /** Models whose stalls are counted from zero: a rate does not see that a count begins with one. */
    private final Set<Labels> seen = ConcurrentHashMap.newKeySet();

    private final Meters meters;
    private final Catalogue catalogue = Catalogue.builtIn();
    private final ModelNames names;

    /** Of models that the catalogue does not know so many keep their names. */
    MessageMetrics(Meters meters, int mostUnknown) {
        this.meters = meters;
        this.names = new ModelNames(catalogue, mostUnknown);
    }

    @Override
    public void on(PerennialEvent event) {
        if (event instanceof PerennialEvent.Begin begin) {
            open.put(begin.message(), message(begin));
        }
        MeteredMessage message =
                event instanceof PerennialEvent.End ? open.remove(event.message()) : open.get(event.message());
        if (message != null) {
            message.on(event);
        }
    }

    private MeteredMessage message(PerennialEvent.Begin begin) {
        Labels model = Labels.NONE.and(Labels.MODEL, names.of(begin.model()));
        if (seen.add(model)) {
            beginStalls(model);
        }
        // As the SDK's own spans have it, whatever serves the API.
        Labels call = model.and(Labels.OPERATION, "chat")
                .and(Labels.PROVIDER, "anthropic")
                .and(Labels.SERVER, begin.server())
                .and(Labels.PORT, begin.server().isEmpty() ? "" : Integer.toString(begin.port()));
        return new MeteredMessage(meters, model, call, catalogue.find(begin.model()), catalogue);
    }

    private void beginStalls(Labels model) {
        for (Phase phase : Phase.values()) {
            meters.count(Metric.STALLS, 0, model.and(MeteredMessage.PHASE, MeteredMessage.phase(phase)));
        }
    }
}
