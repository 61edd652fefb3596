package dev.perennial.examples;

import static java.util.Objects.requireNonNull;

import com.anthropic.client.AnthropicClient;
import dev.perennial.client.ClientSettings;
import java.io.PrintStream;

/**
 * What an example is given to run with.
 *
 * @param client a client that keeps messages alive; it stays the caller's
 * @param settings what such a client is made from, without the interceptor, for examples that make their own
 * @param model the model to ask
 * @param out where the example prints
 */
public record Stage(AnthropicClient client, ClientSettings settings, String model, PrintStream out) {

    /** Checks the parts. */
    public Stage {
        requireNonNull(client, "client");
        requireNonNull(settings, "settings");
        requireNonNull(model, "model");
        requireNonNull(out, "out");
    }
}
