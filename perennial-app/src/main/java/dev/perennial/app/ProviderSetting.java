package dev.perennial.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.perennial.app.config.Setting;
import dev.perennial.app.config.SettingValue;
import dev.perennial.app.config.Settings;
import dev.perennial.client.Provider;
import dev.perennial.client.ProviderLimits;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Who offers the model, by the user's settings. */
final class ProviderSetting {

    private ProviderSetting() {}

    /**
     * The provider.
     *
     * @throws UsageException if there is none of that name
     */
    static Provider of(Settings settings) {
        SettingValue value = settings.get(Setting.PROVIDER);
        return Provider.of(value.value())
                .orElseThrow(() -> new UsageException("`%s` is `%s` (%s): say one of %s."
                        .formatted(Setting.PROVIDER.key(), value.value(), value.origin(), keys())));
    }

    private static String keys() {
        return Arrays.stream(Provider.values()).map(Provider::key).collect(Collectors.joining(", "));
    }

    /**
     * Finds out early that the model's name is another provider's.
     *
     * @throws UsageException if it is
     */
    static void checkModel(Provider provider, Settings settings) {
        objection(provider, settings.required(Setting.MODEL)).ifPresent(why -> {
            throw new UsageException(why + " Set " + Setting.MODEL.flag() + ".");
        });
    }

    /** Why a provider cannot be asked for a model of that name; empty if it may be. */
    static Optional<String> objection(Provider provider, String model) {
        byte[] body = JsonNodeFactory.instance
                .objectNode()
                .put("model", model)
                .toString()
                .getBytes(UTF_8);
        return ProviderLimits.of(provider).objection(List.of("v1", "messages"), List.of(), body);
    }

    /** Whether the provider says of a model what it can do. */
    static boolean describesModels(Provider provider) {
        return ProviderLimits.of(provider)
                .objection(List.of("v1", "models"), List.of(), new byte[0])
                .isEmpty();
    }
}
