package dev.perennial.gateway;

import com.anthropic.backends.Backend;
import com.anthropic.core.http.HttpMethod;
import com.anthropic.core.http.HttpRequest;
import com.anthropic.core.http.HttpResponse;
import dev.perennial.client.ProviderLimits;
import dev.perennial.client.governor.Counted;
import dev.perennial.client.governor.TokenCounter;
import dev.perennial.http.Exchange;
import dev.perennial.http.Headers;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A provider that is asked in its own way: what clients send goes through the SDK's back end, anew for each attempt, so that
 * each is signed for its own body and time. It is spoken to in HTTP/1.1, as {@link HttpUpstream} is and for the same reason.
 */
final class ProviderUpstream implements Upstream {

    /** A client's own credentials are for another door; what it takes packed would have to be unpacked here. */
    private static final Set<String> KEPT_BACK = Set.of(
            "authorization",
            "x-api-key",
            "api-key",
            "x-goog-api-key",
            "x-amz-security-token",
            "proxy-authorization",
            "cookie",
            "accept-encoding");

    private static final int LARGEST_COUNT = 64 << 10;
    private static final String VERSION = "anthropic-version";
    private static final String OLDEST_VERSION = "2023-06-01";

    private final Backend backend;
    private final ProviderLimits limits;
    private final Target target;
    private final Way way;
    private final Duration connectTimeout;
    private final ExecutorService threads;
    private final HttpClient.Builder clients;
    private volatile HttpClient client;

    ProviderUpstream(GatewayProvider provider, GatewaySettings settings) {
        this.backend = provider.backend();
        this.limits = ProviderLimits.of(provider.provider());
        this.target = Target.of(settings.upstream());
        this.way = Way.of(settings);
        this.connectTimeout = settings.connectTimeout();
        this.threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("provider-", 0).factory());
        this.clients = way.on(HttpClient.newBuilder())
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connectTimeout)
                .executor(threads);
        this.client = clients.build();
    }

    @Override
    public synchronized void connectAnew() {
        HttpClient old = client;
        client = clients.build();
        old.shutdown();
    }

    @Override
    public UpstreamExchange send(Exchange from, Headers headers, Mailbox mailbox) {
        return send(1, from, headers, from.body(), mailbox);
    }

    @Override
    public UpstreamExchange sendMessage(int number, Exchange from, Headers headers, Spool body, Mailbox mailbox) {
        return send(number, from, headers, body.bytes(), mailbox);
    }

    private UpstreamExchange send(int number, Exchange from, Headers headers, byte[] body, Mailbox mailbox) {
        List<String> path = path(from);
        limits.objection(path, headers.all("anthropic-beta"), body).ifPresent(why -> {
            throw new UnsendableRequestException(why);
        });
        ProviderCall call = new ProviderCall(backend, client, way.authorization());
        ProviderExchange exchange = new ProviderExchange(number, mailbox, call, request(from, headers, path, body));
        exchange.start(threads);
        return exchange;
    }

    @Override
    public TokenCounter counter(Exchange from, Headers headers) {
        return body -> {
            List<String> path = new ArrayList<>(path(from));
            path.add("count_tokens");
            if (limits.objection(path, headers.all("anthropic-beta"), body).isPresent()) {
                return new Counted.NotOffered();
            }
            HttpRequest request = request(from, PassedHeaders.up(headers), path, body);
            try (HttpResponse answer = new ProviderCall(backend, client, way.authorization()).send(request)) {
                return Counted.of(
                        answer.statusCode(),
                        answer.headers().values("retry-after").stream().findFirst(),
                        answer.body().readNBytes(LARGEST_COUNT));
            } catch (IOException e) {
                return new Counted.Failed();
            }
        };
    }

    /** The path as the API has it, whatever prefix the client's address had. */
    private static List<String> path(Exchange from) {
        int api = from.path().lastIndexOf("/v1/");
        if (api < 0) {
            throw new UnsendableRequestException(from.path() + " is no path of the Messages API, and all that is served"
                    + " before a provider: ask for /v1/messages.");
        }
        return Arrays.stream(from.path().substring(api + 1).split("/", -1))
                .map(ProviderUpstream::decoded)
                .toList();
    }

    private HttpRequest request(Exchange from, Headers headers, List<String> path, byte[] body) {
        try {
            HttpRequest.Builder request = HttpRequest.builder()
                    .method(HttpMethod.valueOf(from.method()))
                    .baseUrl(target.base())
                    .addPathSegments(path.toArray(String[]::new));
            headers.fields().stream()
                    .filter(f -> !KEPT_BACK.contains(f.name().toLowerCase(Locale.ROOT)))
                    .forEach(f -> request.putHeader(f.name(), f.value()));
            if (headers.first(VERSION).isEmpty()) {
                request.putHeader(VERSION, OLDEST_VERSION);
            }
            query(from, path, request);
            if (body.length > 0) {
                request.body(new ProviderCall.Json(body));
            }
            return request.build();
        } catch (IllegalArgumentException e) {
            throw new UnsendableRequestException(e);
        }
    }

    /** Messages take none; what clients put there ({@code beta=true}) is a matter of the SDKs'. */
    private static void query(Exchange from, List<String> path, HttpRequest.Builder request) {
        if (from.query().isEmpty() || (path.contains("messages") && !path.contains("batches"))) {
            return;
        }
        for (String parameter : from.query().split("&", -1)) {
            String[] pair = parameter.split("=", 2);
            request.putQueryParam(decoded(pair[0]), pair.length > 1 ? decoded(pair[1]) : "");
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    @Override
    public Optional<String> trouble() {
        return target.trouble(way, connectTimeout);
    }

    @Override
    public String address() {
        return target.base();
    }

    @Override
    public synchronized void close() {
        client.shutdownNow();
        threads.shutdownNow();
        backend.close();
    }
}
