package dev.perennial.client;

import static java.util.Objects.requireNonNull;

import com.anthropic.core.http.Headers;
import com.anthropic.core.http.HttpClient;
import com.anthropic.core.http.Interceptor;
import dev.perennial.client.exchange.ToldExchanges;
import dev.perennial.client.telemetry.FlightRecorderEvents;
import dev.perennial.stream.recovery.Outcome;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;

/**
 * Keeps every message of the official SDK alive: streams that stall or break go on, refused requests are sent again, and
 * what cannot be saved ends in an exception that says so.
 *
 * <pre>{@code
 * AnthropicClient client = AnthropicOkHttpClient.builder()
 *         .fromEnv()
 *         .addInterceptor(Perennial.create())
 *         .build();
 * }</pre>
 *
 * <p>Nothing else changes in the program. Add it last, so that other interceptors (the SDK's refusal fallback among them)
 * see whole messages. Calls for anything but a message pass untouched. It stands in for the SDK's own retries: attempts are
 * not multiplied, whatever {@code maxRetries} says.
 *
 * <p>A single request may say otherwise by a header, with the names of the command line's flags; it is not sent on:
 *
 * <pre>{@code
 * params.putAdditionalHeader(Perennial.HEADER, "stall-timeout=40s, max-resumes=3");
 * params.putAdditionalHeader(Perennial.HEADER, "off");
 * }</pre>
 *
 * <p>Safe for use by several threads; one may serve several clients.
 */
public final class Perennial implements Interceptor {

    /** The name of the header by which a single request says otherwise. */
    public static final String HEADER = CallSettings.HEADER;

    private final PerennialSettings settings;
    private final Shared shared = new Shared();

    private Perennial(PerennialSettings settings) {
        this.settings = recorded(requireNonNull(settings, "settings").opened());
    }

    private static PerennialSettings recorded(PerennialSettings settings) {
        return settings.toBuilder()
                .listener(FlightRecorderEvents.listener().andThen(settings.listener()))
                .build();
    }

    /** With the defaults. */
    public static Perennial create() {
        return new Perennial(PerennialSettings.DEFAULT);
    }

    /** With settings. */
    public static Perennial with(PerennialSettings settings) {
        return new Perennial(settings);
    }

    Handover handover() {
        return shared.handover();
    }

    /** Called by the SDK when a client is built. */
    @Override
    public HttpClient intercept(HttpClient next) {
        long origin = System.nanoTime();
        LongSupplier clock = () -> System.nanoTime() - origin;
        LongSupplier random = () -> ThreadLocalRandom.current().nextLong();
        FallbackClients fallbackClients = new FallbackClients(settings.exchanges());
        return new UnbrokenHttpClient(
                ToldExchanges.of(next, settings.exchanges(), System::nanoTime),
                settings,
                new MessageCalls(shared, fallbackClients, clock, random),
                fallbackClients,
                new Observations(shared.catalogue(), shared.alarm(), clock, random));
    }

    /**
     * What became of the message that an exception of the SDK's is about.
     *
     * @return empty if the exception is not about a message that went through here
     */
    public Optional<Outcome> outcome(Throwable thrown) {
        return shared.outcomes().find(requireNonNull(thrown, "thrown"));
    }

    /**
     * What became of the message of a raw response.
     *
     * @param headers those of {@code withRawResponse()}, the very object
     * @return empty as long as the message is not over, and for responses that did not go through here
     */
    public Optional<Outcome> outcome(Headers headers) {
        return shared.outcomes().find(requireNonNull(headers, "headers"));
    }
}
