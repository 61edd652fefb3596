package dev.perennial.app;

import dev.perennial.app.config.Setting;
import dev.perennial.app.config.Settings;
import dev.perennial.client.ClientConfigurationException;
import dev.perennial.client.ClientFactory;
import dev.perennial.client.Fallback;
import java.util.List;
import java.util.Map;

/** Where else the user wants answers to be asked for. */
final class FallbackSetting {

    private FallbackSetting() {}

    /**
     * Reads it; what a provider's client would miss is said now, and not in an outage.
     *
     * @throws UsageException if it is no list of fallbacks
     */
    static List<Fallback> of(Settings settings, Map<String, String> environment) {
        return settings.text(Setting.FALLBACK)
                .map(list -> parsed(list, environment))
                .orElse(List.of());
    }

    private static List<Fallback> parsed(String list, Map<String, String> environment) {
        try {
            List<Fallback> fallbacks = Fallback.parse(list, environment);
            fallbacks.forEach(f -> f.own().ifPresent(ClientFactory::check));
            if (fallbacks.isEmpty()) {
                throw new UsageException("`--fallback` is `" + list + "`, which names nothing to ask: say a model.");
            }
            return fallbacks;
        } catch (IllegalArgumentException | ClientConfigurationException unusable) {
            throw new UsageException("`--fallback`: " + unusable.getMessage());
        }
    }
}
