package dev.perennial.client;

import com.anthropic.core.http.HttpRequest;
import dev.perennial.models.Catalogue;
import dev.perennial.stream.clocks.ClockSource;
import dev.perennial.stream.recovery.Budgets;
import dev.perennial.stream.recovery.MessageRequest;
import dev.perennial.stream.recovery.Recovery;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Begins observations: of calls that pass as they are. */
final class Observations {

    private final Catalogue catalogue;
    private final Alarm alarm;
    private final LongSupplier clock;
    private final LongSupplier random;

    Observations(Catalogue catalogue, Alarm alarm, LongSupplier clock, LongSupplier random) {
        this.catalogue = catalogue;
        this.alarm = alarm;
        this.clock = clock;
        this.random = random;
    }

    /** Begins to watch a call, which is then made by {@link Observation#exchange}. */
    Observation begin(HttpRequest request, PerennialSettings settings) {
        HttpRequest passed = Sending.passed(request).buffered();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        passed.body().orElseThrow().writeTo(body);
        MessageRequest message = MessageRequest.of(body.toByteArray());
        Budgets none = new Budgets(1, 0, 1, Duration.ZERO, Duration.ZERO, Optional.empty());
        Recovery watcher = Recovery.of(
                message.body(),
                catalogue.get(message.model()),
                settings.recovery(Optional.empty(), ClockSource.origin(request.baseUrl()))
                        .withBudgets(none),
                random.getAsLong());
        String name = HexFormat.of().toHexDigits(random.getAsLong());
        Announcer announcer = new Announcer(settings.listener(), name, List.of(message.model()));
        announcer.begun(message.model(), request.baseUrl());
        return new Observation(passed, message.streaming(), watcher, alarm, announcer, clock);
    }
}
