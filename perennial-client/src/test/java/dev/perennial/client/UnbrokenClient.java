package dev.perennial.client;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.AnthropicClientAsync;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClientAsync;
import com.anthropic.core.http.Interceptor;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.core.opentelemetry.OpenTelemetryOptions;
import com.anthropic.models.messages.RawMessageStreamEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** Clients of the official SDK, as their users build them, with Perennial added last. */
final class UnbrokenClient implements AutoCloseable {

    private final List<PerennialEvent> events = new CopyOnWriteArrayList<>();
    private final Perennial perennial;
    private final AnthropicClient sync;
    private final AnthropicClientAsync async;

    private UnbrokenClient(
            String url,
            UnaryOperator<PerennialSettingsBuilder> change,
            List<Interceptor> others,
            OpenTelemetryOptions tracing) {
        perennial = Perennial.with(change.apply(brisk().listener(events::add)).build());
        List<Interceptor> interceptors = new ArrayList<>(others);
        interceptors.add(perennial);
        sync = AnthropicOkHttpClient.builder()
                .baseUrl(url)
                .apiKey("test-key")
                .openTelemetry(tracing)
                .interceptors(interceptors)
                .build();
        async = AnthropicOkHttpClientAsync.builder()
                .baseUrl(url)
                .apiKey("test-key")
                .openTelemetry(tracing)
                .interceptors(interceptors)
                .build();
    }

    private UnbrokenClient(ClientSettings.Builder settings) {
        perennial = Perennial.with(brisk().listener(events::add).build());
        ClientSettings all = settings.interceptor(perennial).build();
        sync = ClientFactory.create(all);
        async = ClientFactory.createAsync(all);
    }

    /** Clients of the factory's. */
    static UnbrokenClient of(ClientSettings.Builder settings) {
        return new UnbrokenClient(settings);
    }

    static UnbrokenClient to(String url) {
        return to(url, settings -> settings);
    }

    static UnbrokenClient to(String url, UnaryOperator<PerennialSettingsBuilder> change) {
        return new UnbrokenClient(url, change, List.of(), OpenTelemetryOptions.none());
    }

    static UnbrokenClient inside(String url, Interceptor outer) {
        return new UnbrokenClient(url, settings -> settings, List.of(outer), OpenTelemetryOptions.none());
    }

    /** With the SDK's own spans. */
    static UnbrokenClient traced(
            String url, UnaryOperator<PerennialSettingsBuilder> change, OpenTelemetryOptions tracing) {
        return new UnbrokenClient(url, change, List.of(), tracing);
    }

    /** A clock of text that tests can wait for; those of the beginning, where a cold machine is slow, are the usual ones. */
    private static PerennialSettingsBuilder brisk() {
        return PerennialSettings.builder().stallTimeout(Duration.ofSeconds(2));
    }

    Perennial perennial() {
        return perennial;
    }

    AnthropicClient sync() {
        return sync;
    }

    AnthropicClientAsync async() {
        return async;
    }

    /** Reads an answer as a stream, piece by piece into this list. */
    void read(List<String> seen) {
        try (StreamResponse<RawMessageStreamEvent> events = sync.messages().createStreaming(OpenClient.hello())) {
            events.stream()
                    .forEach(e ->
                            e.contentBlockDelta().flatMap(d -> d.delta().text()).ifPresent(t -> seen.add(t.text())));
        }
    }

    List<PerennialEvent> events() {
        return events;
    }

    <T extends PerennialEvent> List<T> events(Class<T> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    @Override
    public void close() {
        sync.close();
        async.close();
    }
}
