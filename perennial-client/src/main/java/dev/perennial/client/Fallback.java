package dev.perennial.client;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Somewhere else to ask for a message while nothing of it is to be had where it was asked for first. The request is the same but
 * for the model and, where it says more than the other model can give, {@code max_tokens}; a model that refuses it is passed over.
 *
 * <pre>{@code
 * PerennialSettings.builder()
 *         .fallbacks(List.of(Fallback.to("claude-sonnet-5-5"), Fallback.to("claude-opus-5-5").at(otherRegion)))
 * }</pre>
 *
 * @param model the model to ask there; empty for that of the request
 * @param server the address to ask at, with the credentials of the request; empty for that of the request
 * @param own a client of its own that sends it there, another provider's for example; empty for what sends the request
 */
public record Fallback(String model, Optional<URI> server, Optional<ClientSettings> own) {

    private static final String EXAMPLE = "claude-sonnet-5-5, https://other.example#claude-opus-5-5"
            + " or bedrock:eu-west-1/eu.anthropic.claude-opus-5-5";

    /**
     * Checks it.
     *
     * @throws IllegalArgumentException if the server is no address of HTTP, or nothing is different
     */
    public Fallback {
        requireNonNull(model, "model");
        requireNonNull(own, "own");
        server.ifPresent(Fallback::requireUsable);
        if (!model.chars().allMatch(c -> c > ' ' && c <= '~')) {
            throw new IllegalArgumentException(
                    "a fallback's model has a blank, a control character or a letter that no model"
                            + " has in its name: say " + EXAMPLE);
        }
        if (model.isEmpty() && server.isEmpty() && own.isEmpty()) {
            throw new IllegalArgumentException("a fallback names neither model nor server: say " + EXAMPLE);
        }
    }

    private static void requireUsable(URI server) {
        if (server.getRawUserInfo() != null) {
            throw new IllegalArgumentException("a fallback has a name or password before its host: leave it out");
        }
        String scheme = String.valueOf(server.getScheme());
        if (!(scheme.equals("http") || scheme.equals("https"))
                || server.getHost() == null
                || server.getRawQuery() != null) {
            throw new IllegalArgumentException("the fallback " + server + " is no address of an API: say " + EXAMPLE);
        }
    }

    /** Another model of the same server. */
    public static Fallback to(String model) {
        return new Fallback(model, Optional.empty(), Optional.empty());
    }

    /** The same at another server: another region, or another gateway. */
    public Fallback at(URI other) {
        return new Fallback(model, Optional.of(other), own);
    }

    /** The same sent by a client of its own, with its own address and credentials: another provider. */
    public Fallback by(ClientSettings client) {
        return new Fallback(model, server, Optional.of(client));
    }

    /**
     * Reads a list, separated by commas: models, addresses, addresses with models, or providers, and if need be their regions, with models.
     *
     * @param environment where providers' clients find what they need
     * @throws IllegalArgumentException if an entry is none; the message shows it
     */
    public static List<Fallback> parse(String list, Map<String, String> environment) {
        return Arrays.stream(list.split(",", -1))
                .map(String::strip)
                .map(entry -> entry(entry, environment))
                .toList();
    }

    private static Fallback entry(String entry, Map<String, String> environment) {
        boolean half = entry.isEmpty()
                || entry.startsWith("#")
                || entry.endsWith("#")
                || (entry.endsWith("/") && !entry.contains("://"));
        if (half) {
            throw new IllegalArgumentException("the fallback \"" + entry + "\" names nothing to ask: say " + EXAMPLE);
        }
        return entry.contains("://")
                ? address(entry)
                : provided(entry, environment).orElseGet(() -> to(entry));
    }

    /** {@code PROVIDER/MODEL}, or {@code PROVIDER:REGION/MODEL}. */
    private static Optional<Fallback> provided(String entry, Map<String, String> environment) {
        int slash = entry.indexOf('/');
        String[] named = entry.substring(0, Math.max(0, slash)).split(":", 2);
        return Provider.of(named[0])
                .map(provider -> to(entry.substring(slash + 1))
                        .by(ClientSettings.builder()
                                .environment(named.length < 2 ? environment : in(named[1], provider, environment))
                                .provider(provider)
                                .build()));
    }

    private static Map<String, String> in(String region, Provider provider, Map<String, String> environment) {
        Map<String, String> there = new HashMap<>(environment);
        String variable = provider.regionVariable()
                .orElseThrow(() -> new IllegalArgumentException("the fallback names the region " + region + " of "
                        + provider.title() + ", which has none to choose: leave it out"));
        if (region.isEmpty()) {
            throw new IllegalArgumentException(
                    "a fallback names no region behind the colon of " + provider.key() + ": say " + EXAMPLE);
        }
        there.put(variable, region);
        return there;
    }

    private static Fallback address(String entry) {
        String[] parts = entry.split("#", 2);
        return new Fallback(parts.length > 1 ? parts[1] : "", Optional.of(uri(parts[0])), Optional.empty());
    }

    /** What cannot be read is not repeated where it may hold a password. */
    private static URI uri(String address) {
        try {
            return URI.create(address);
        } catch (IllegalArgumentException malformed) {
            String shown = address.contains("@") ? "an address" : address;
            throw new IllegalArgumentException("the fallback " + shown + " cannot be read: say " + EXAMPLE);
        }
    }

    /** What people are told of where a message may be asked for: the model and, where it is another, the server. */
    public static List<String> places(List<Fallback> fallbacks, String model) {
        return Stream.concat(Stream.of(model), fallbacks.stream().map(f -> f.place(model)))
                .toList();
    }

    private String place(String requestedModel) {
        String asked = model.isEmpty() ? requestedModel : model;
        Optional<String> provider = own.map(c -> asked + " at " + c.provider().title());
        return provider.or(() -> server.map(s -> asked + " at " + s.getHost())).orElse(asked);
    }
}
