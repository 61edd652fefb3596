package dev.perennial.client;

import static java.util.Objects.requireNonNull;

import com.anthropic.core.http.Interceptor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a client is made from. Immutable; nothing has to be set.
 *
 * <p>What is not set here comes from the SDK's own sources: {@code ANTHROPIC_API_KEY}, {@code ANTHROPIC_AUTH_TOKEN},
 * {@code ANTHROPIC_BASE_URL}, the matching system properties, {@code ANTHROPIC_PROFILE} and the profile files.
 */
public final class ClientSettings {

    private final Provider provider;
    private final @Nullable String apiKey;
    private final @Nullable String authToken;
    private final @Nullable String baseUrl;
    private final TransportTimeouts timeouts;
    private final int maxRetries;
    private final @Nullable Path certificateAuthorities;
    private final Map<String, String> headers;
    private final List<Interceptor> interceptors;
    private final Map<String, String> environment;

    private ClientSettings(Builder builder) {
        provider = builder.provider;
        apiKey = builder.apiKey;
        authToken = builder.authToken;
        baseUrl = builder.baseUrl;
        timeouts = builder.timeouts;
        maxRetries = builder.maxRetries;
        certificateAuthorities = builder.certificateAuthorities;
        headers = Map.copyOf(builder.headers);
        interceptors = List.copyOf(builder.interceptors);
        environment = builder.environment;
    }

    /** Settings that leave everything to the SDK's own sources and the defaults. */
    public static ClientSettings defaults() {
        return builder().build();
    }

    /** Starts new settings. */
    public static Builder builder() {
        return new Builder();
    }

    /** Who offers the models. */
    public Provider provider() {
        return provider;
    }

    /** The API key, if set here. */
    public Optional<String> apiKey() {
        return Optional.ofNullable(apiKey);
    }

    /** The bearer token, if set here. */
    public Optional<String> authToken() {
        return Optional.ofNullable(authToken);
    }

    /** The address of the API, if set here. */
    public Optional<String> baseUrl() {
        return Optional.ofNullable(baseUrl);
    }

    /** How long the transport waits. */
    public TransportTimeouts timeouts() {
        return timeouts;
    }

    /** How often the SDK sends a request again before there is an answer. */
    public int maxRetries() {
        return maxRetries;
    }

    /** A PEM file of certificate authorities to trust besides the system's, if set here. */
    public Optional<Path> certificateAuthorities() {
        return Optional.ofNullable(certificateAuthorities);
    }

    /** Headers that every request carries. */
    public Map<String, String> headers() {
        return headers;
    }

    /** The SDK's interceptors, outermost first. */
    public List<Interceptor> interceptors() {
        return interceptors;
    }

    /** These settings with more interceptors, inside those that are there. */
    public ClientSettings withInterceptors(List<Interceptor> more) {
        Builder copy = new Builder();
        copy.provider = provider;
        copy.apiKey = apiKey;
        copy.authToken = authToken;
        copy.baseUrl = baseUrl;
        copy.timeouts = timeouts;
        copy.maxRetries = maxRetries;
        copy.certificateAuthorities = certificateAuthorities;
        copy.headers.putAll(headers);
        copy.interceptors.addAll(interceptors);
        copy.interceptors.addAll(more);
        copy.environment = environment;
        return copy.build();
    }

    /** The environment variables that are used; see {@link Builder#environment} for what they decide. */
    public Map<String, String> environment() {
        return environment;
    }

    /** Collects settings. Not thread-safe. */
    public static final class Builder {

        private Provider provider = Provider.ANTHROPIC;
        private @Nullable String apiKey;
        private @Nullable String authToken;
        private @Nullable String baseUrl;
        private TransportTimeouts timeouts = TransportTimeouts.DEFAULT;
        private int maxRetries = 2;
        private @Nullable Path certificateAuthorities;
        private final Map<String, String> headers = new LinkedHashMap<>();
        private final List<Interceptor> interceptors = new ArrayList<>();
        private Map<String, String> environment = System.getenv();

        private Builder() {}

        /**
         * Sets who offers the models; the Claude API by default. The others find region, project and credentials in the variables of the
         * SDK's own modules and where their clouds' libraries look ({@code docs/providers.md}).
         */
        public Builder provider(Provider who) {
            provider = requireNonNull(who, "who");
            return this;
        }

        /** Sets the API key, which then is the only credential used. */
        public Builder apiKey(String key) {
            apiKey = requireNonNull(key, "key");
            return this;
        }

        /** Sets the bearer token, which then is the only credential used. */
        public Builder authToken(String token) {
            authToken = requireNonNull(token, "token");
            return this;
        }

        /**
         * Sets the address of the API, for example {@code http://127.0.0.1:7430}; with another provider than the Claude API that of
         * the provider's endpoint.
         */
        public Builder baseUrl(String url) {
            baseUrl = requireNonNull(url, "url");
            return this;
        }

        /** Sets how long the transport waits. */
        public Builder timeouts(TransportTimeouts limits) {
            timeouts = requireNonNull(limits, "limits");
            return this;
        }

        /**
         * Sets how often the SDK sends a request again before there is an answer; 2 by default.
         *
         * @throws IllegalArgumentException if the number is negative
         */
        public Builder maxRetries(int retries) {
            if (retries < 0) {
                throw new IllegalArgumentException("maxRetries is " + retries + " but has to be at least 0");
            }
            maxRetries = retries;
            return this;
        }

        /** Trusts the certificate authorities of a PEM file besides the system's. */
        public Builder certificateAuthorities(Path pem) {
            certificateAuthorities = requireNonNull(pem, "pem");
            return this;
        }

        /** Sends a header with every request. */
        public Builder header(String name, String value) {
            headers.put(requireNonNull(name, "name"), requireNonNull(value, "value"));
            return this;
        }

        /** Adds an interceptor of the SDK, inside those added before. */
        public Builder interceptor(Interceptor interceptor) {
            interceptors.add(requireNonNull(interceptor, "interceptor"));
            return this;
        }

        /**
         * Uses these environment variables instead of the process's for the API key, the bearer token, the base URL, proxies,
         * certificate authorities, and for {@link ClientFactory#hasCredentials}.
         *
         * <p>Not for what the SDK looks up by itself: profiles, federation and its other variables, such as
         * {@code ANTHROPIC_CUSTOM_HEADERS}, always come from the process's environment. The system properties {@code anthropic.apiKey}, {@code anthropic.authToken}
         * and {@code anthropic.baseUrl} go before variables of either.
         */
        public Builder environment(Map<String, String> variables) {
            environment = Map.copyOf(variables);
            return this;
        }

        /**
         * The settings.
         *
         * @throws IllegalArgumentException if both an API key and a bearer token are set, or one with another provider than
         *     the Claude API, which would not be sent
         */
        public ClientSettings build() {
            if (provider != Provider.ANTHROPIC && (apiKey != null || authToken != null)) {
                throw new IllegalArgumentException(
                        (apiKey != null ? "apiKey" : "authToken") + " is set, but provider is " + provider.key()
                                + ", which has credentials of its own: leave one of them out");
            }
            if (apiKey != null && authToken != null) {
                throw new IllegalArgumentException("apiKey and authToken are both set: set one of them");
            }
            return new ClientSettings(this);
        }
    }
}
