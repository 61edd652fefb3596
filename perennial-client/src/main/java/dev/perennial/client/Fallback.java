package dev.perennial.client;

import static java.util.Objects.requireNonNull;

import com.anthropic.core.http.HttpClient;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
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
 * @param through what sends it, with credentials of its own; empty for what sends the request
 */
public record Fallback(String model, Optional<URI> server, Optional<HttpClient> through) {

    private static final String EXAMPLE = "claude-sonnet-5-5 or https://other.example#claude-opus-5-5";

    /**
     * Checks it.
     *
     * @throws IllegalArgumentException if the server is no address of HTTP, or nothing is different
     */
    public Fallback {
        requireNonNull(model, "model");
        requireNonNull(through, "through");
        server.ifPresent(Fallback::requireUsable);
        if (model.isEmpty() && server.isEmpty() && through.isEmpty()) {
            throw new IllegalArgumentException("a fallback names neither model nor server: say " + EXAMPLE);
        }
    }

    private static void requireUsable(URI server) {
        String scheme = String.valueOf(server.getScheme());
        if (!(scheme.equals("http") || scheme.equals("https")) || server.getHost() == null) {
            throw new IllegalArgumentException("the fallback " + server + " is no address of an API: say " + EXAMPLE);
        }
    }

    /** Another model of the same server. */
    public static Fallback to(String model) {
        return new Fallback(model, Optional.empty(), Optional.empty());
    }

    /** The same at another server: another region, or another gateway. */
    public Fallback at(URI other) {
        return new Fallback(model, Optional.of(other), through);
    }

    /** The same sent by another of the SDK's clients: another provider. */
    public Fallback through(HttpClient other) {
        return new Fallback(model, server, Optional.of(other));
    }

    /**
     * Reads a list, separated by commas: models, addresses, or addresses with models.
     *
     * @throws IllegalArgumentException if an entry is none; the message shows it
     */
    public static List<Fallback> parse(String list) {
        return Arrays.stream(list.split(","))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .map(Fallback::entry)
                .toList();
    }

    private static Fallback entry(String entry) {
        if (!entry.contains("://")) {
            return to(entry);
        }
        String[] parts = entry.split("#", 2);
        try {
            return new Fallback(parts.length > 1 ? parts[1] : "", Optional.of(URI.create(parts[0])), Optional.empty());
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException("the fallback " + entry + " cannot be read: say " + EXAMPLE, malformed);
        }
    }

    /** What people are told of where a message may be asked for: the model and, where it is another, the server. */
    public static List<String> places(List<Fallback> fallbacks, String model) {
        return Stream.concat(Stream.of(model), fallbacks.stream().map(f -> f.place(model)))
                .toList();
    }

    private String place(String requestedModel) {
        String asked = model.isEmpty() ? requestedModel : model;
        return server.map(s -> asked + " at " + s.getHost()).orElse(asked);
    }
}
