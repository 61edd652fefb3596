package dev.perennial.app;

import com.anthropic.backends.Backend;
import com.anthropic.core.RequestOptions;
import com.anthropic.errors.AnthropicServiceException;
import com.anthropic.errors.BadRequestException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.app.config.Setting;
import dev.perennial.app.config.Settings;
import dev.perennial.client.ClientConfigurationException;
import dev.perennial.client.ClientFactory;
import dev.perennial.client.Provider;
import dev.perennial.client.RawMessages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The doctor's checks, one method each. */
final class Checks {

    private final Surroundings surroundings;
    private final Settings settings;

    Checks(Surroundings surroundings, Settings settings) {
        this.surroundings = surroundings;
        this.settings = settings;
    }

    List<Finding> run() {
        return List.of(java(), shell(), folder(), home(), variables(), credentials(), server());
    }

    private static Finding java() {
        return Finding.well("java", Runtime.version() + " in " + System.getProperty("java.home"));
    }

    private Finding shell() {
        return surroundings
                .program("bash")
                .map(found -> Finding.well("shell", found.toString()))
                .orElseGet(
                        () -> Finding.broken("shell", "there is no bash on the PATH: install it for the shell tool"));
    }

    private Finding folder() {
        Path folder = surroundings.folder();
        return Files.isWritable(folder)
                ? Finding.well("folder", folder + " can be written")
                : Finding.odd("folder", folder + " cannot be written: tools can only read here");
    }

    private Finding home() {
        Path home = surroundings.home();
        Path existing = home;
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        return Files.isDirectory(existing) && Files.isWritable(existing)
                ? Finding.well("home", home.toString())
                : Finding.broken("home", existing + " is no folder that can be written: set PERENNIAL_HOME to one");
    }

    private Finding variables() {
        List<String> warnings = surroundings.settings().warnings();
        return warnings.isEmpty()
                ? Finding.well("variables", "all that begin with PERENNIAL_ are known")
                : Finding.odd("variables", String.join(" ", warnings));
    }

    private Finding credentials() {
        Provider provider = ProviderSetting.of(settings);
        if (provider != Provider.ANTHROPIC) {
            return credentials(provider);
        }
        return Destination.hasCredentials(settings, surroundings)
                ? Finding.well("credentials", "found; they are not shown")
                : Finding.odd("credentials", "none, so the built-in simulator answers: set ANTHROPIC_API_KEY");
    }

    private Finding credentials(Provider provider) {
        try {
            ClientFactory.backend(Destination.of(settings, surroundings).client())
                    .ifPresent(Backend::close);
            return Finding.well("credentials", "found for " + provider.title() + "; they are not shown");
        } catch (ClientConfigurationException missing) {
            return Finding.broken("credentials", String.valueOf(missing.getMessage()));
        }
    }

    /** Asks for one model: that takes a connection, TLS, a proxy if there is one, and the credentials. */
    private Finding server() {
        Destination destination = Destination.of(settings, surroundings);
        try (Upstream upstream = Upstream.open(destination)) {
            return ProviderSetting.describesModels(destination.client().provider())
                    ? server(destination.place(), upstream)
                    : serverWithoutModels(destination, upstream);
        } catch (RuntimeException unusable) {
            return Finding.broken("server", String.valueOf(unusable.getMessage()));
        }
    }

    private Finding server(String place, Upstream upstream) {
        String model = settings.required(Setting.MODEL);
        try {
            upstream.client().models().retrieve(model, RequestOptions.none());
            return Finding.well("server", place + " answers and knows " + model);
        } catch (AnthropicServiceException refused) {
            return refusal(place, model, refused);
        } catch (RuntimeException unreachable) {
            return unreachable(place, unreachable);
        }
    }

    /** Sends a message without messages, which costs nothing: whoever finds fault with it has taken the credentials. */
    private Finding serverWithoutModels(Destination destination, Upstream upstream) {
        String model = settings.required(Setting.MODEL);
        ObjectNode empty =
                JsonNodeFactory.instance.objectNode().put("model", model).put("max_tokens", 1);
        empty.putArray("messages");
        try {
            ProviderSetting.checkModel(destination.client().provider(), settings);
            upstream.client().messages().create(RawMessages.params(empty));
            return Finding.well("server", destination.place() + " answers");
        } catch (UsageException otherModel) {
            return Finding.broken("server", String.valueOf(otherModel.getMessage()));
        } catch (BadRequestException asExpected) {
            return Finding.well(
                    "server",
                    destination.place() + " answers, and refuses an empty message: "
                            + asExpected.apiMessage().orElse(String.valueOf(asExpected.body())));
        } catch (AnthropicServiceException refused) {
            return refusal(destination.place(), model, refused);
        } catch (RuntimeException unreachable) {
            return unreachable(destination.place(), unreachable);
        }
    }

    private static Finding unreachable(String place, RuntimeException why) {
        return Finding.broken("server", place + " cannot be reached: " + innermost(why));
    }

    private static Finding refusal(String place, String model, AnthropicServiceException refused) {
        String said = place + " answers " + refused.statusCode() + ": "
                + refused.apiMessage().orElseGet(() -> String.valueOf(refused.body()));
        return switch (refused.statusCode()) {
            case 401, 403 -> Finding.broken("server", said + "; check the credentials");
            case 404 -> Finding.odd("server", said + "; it may not know " + model + ", or not serve /v1/models");
            default -> Finding.broken("server", said);
        };
    }

    private static String innermost(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage() == null ? cause : cause.getMessage());
    }
}
