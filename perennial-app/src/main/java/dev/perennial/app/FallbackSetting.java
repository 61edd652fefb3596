package dev.perennial.app;

import com.anthropic.backends.Backend;
import dev.perennial.app.config.Setting;
import dev.perennial.app.config.Settings;
import dev.perennial.client.ClientConfigurationException;
import dev.perennial.client.ClientFactory;
import dev.perennial.client.ClientSettings;
import dev.perennial.client.Fallback;
import dev.perennial.client.Provider;
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
        Provider provider = ProviderSetting.of(settings);
        return settings.text(Setting.FALLBACK)
                .map(list -> parsed(list, provider, environment))
                .orElse(List.of());
    }

    private static List<Fallback> parsed(String list, Provider provider, Map<String, String> environment) {
        try {
            List<Fallback> fallbacks = Fallback.parse(list, environment);
            fallbacks.forEach(fallback -> check(provider, fallback));
            return fallbacks;
        } catch (IllegalArgumentException | ClientConfigurationException unusable) {
            throw new UsageException("`--fallback`: " + unusable.getMessage());
        }
    }

    private static void check(Provider first, Fallback fallback) {
        Provider provider = fallback.own().map(ClientSettings::provider).orElse(first);
        if (provider != Provider.ANTHROPIC && fallback.server().isPresent()) {
            throw new UsageException(
                    "`--fallback` names the address " + fallback.server().get()
                            + ", which goes with the Claude API only: before a provider say PROVIDER/MODEL.");
        }
        if (!fallback.model().isEmpty()) {
            ProviderSetting.objection(provider, fallback.model()).ifPresent(why -> {
                throw new UsageException("`--fallback`: " + why);
            });
        }
        fallback.own().flatMap(ClientFactory::backend).ifPresent(Backend::close);
    }
}
