package dev.perennial.app;

import dev.perennial.app.config.Setting;
import dev.perennial.app.config.Settings;
import dev.perennial.client.Provider;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The variables by which the providers in use are got at, besides {@code ANTHROPIC_*}: no command that a model has thought
 * up is to find them. Those of providers that are not in use are the user's own tools' business.
 */
final class ProviderCredentials {

    private static final Pattern COMMA = Pattern.compile(",");
    private static final Set<String> AMAZON = Set.of(
            "AWS_ACCESS_KEY_ID",
            "AWS_SECRET_ACCESS_KEY",
            "AWS_SESSION_TOKEN",
            "AWS_BEARER_TOKEN_BEDROCK",
            "AWS_WEB_IDENTITY_TOKEN_FILE",
            "AWS_CONTAINER_AUTHORIZATION_TOKEN",
            "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
            "AWS_CONTAINER_CREDENTIALS_FULL_URI",
            "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI");
    private static final Set<String> GOOGLE = Set.of("GOOGLE_APPLICATION_CREDENTIALS", "CLOUDSDK_AUTH_ACCESS_TOKEN");
    private static final Set<String> MICROSOFT = Set.of(
            "AZURE_CLIENT_SECRET",
            "AZURE_CLIENT_CERTIFICATE_PATH",
            "AZURE_CLIENT_CERTIFICATE_PASSWORD",
            "AZURE_FEDERATED_TOKEN_FILE",
            "AZURE_PASSWORD");

    private ProviderCredentials() {}

    /** Of the provider that is set, and of those to fall back to. */
    static Set<String> of(Settings settings) {
        String fallbacks = settings.text(Setting.FALLBACK).orElse("");
        Stream<Provider> others = COMMA.splitAsStream(fallbacks)
                .map(fallback -> fallback.strip().replaceFirst("[:/].*", ""))
                .flatMap(name -> Provider.of(name).stream());
        return Stream.concat(Stream.of(ProviderSetting.of(settings)), others)
                .flatMap(provider -> of(provider).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Set<String> of(Provider provider) {
        return switch (provider) {
            case ANTHROPIC -> Set.of();
            case BEDROCK, BEDROCK_MANTLE, AWS -> AMAZON;
            case VERTEX, GOOGLE_CLOUD -> GOOGLE;
            case FOUNDRY -> MICROSOFT;
        };
    }
}
