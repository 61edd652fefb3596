package dev.perennial.client;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where a client's credentials and address come from, in the SDK's own order ({@code AnthropicBackend} and
 * {@code CredentialResolver} of SDK 3.11): what was set, system properties, environment; a key before a token; then
 * profiles and federation, which are left to the SDK.
 */
final class Credentials {

    private final ClientSettings settings;
    private final Map<String, String> environment;

    Credentials(ClientSettings settings) {
        this.settings = settings;
        this.environment = settings.environment();
    }

    Optional<String> apiKey() {
        return settings.apiKey().or(() -> settings.authToken().isPresent() ? Optional.empty() : foundKey());
    }

    Optional<String> authToken() {
        return settings.authToken().or(() -> apiKey().isPresent() ? Optional.empty() : foundToken());
    }

    /** Empty leaves the choice to the profile, else to the SDK's default; a variable set to nothing is not set. */
    Optional<String> baseUrl() {
        return settings.baseUrl().or(() -> found("anthropic.baseUrl", "ANTHROPIC_BASE_URL"));
    }

    /** Whether there is anything to use. A profile counts if its file is there: using it says what is wrong with it. */
    boolean present() {
        return apiKey().isPresent()
                || authToken().isPresent()
                || variable("ANTHROPIC_PROFILE").isPresent()
                || hasFederation()
                || hasDefaultProfile();
    }

    private Optional<String> foundKey() {
        return found("anthropic.apiKey", "ANTHROPIC_API_KEY");
    }

    private Optional<String> foundToken() {
        return found("anthropic.authToken", "ANTHROPIC_AUTH_TOKEN");
    }

    private boolean hasFederation() {
        return variable("ANTHROPIC_FEDERATION_RULE_ID").isPresent()
                && variable("ANTHROPIC_ORGANIZATION_ID").isPresent()
                && (variable("ANTHROPIC_IDENTITY_TOKEN_FILE").isPresent()
                        || variable("ANTHROPIC_IDENTITY_TOKEN").isPresent());
    }

    private boolean hasDefaultProfile() {
        return configDirectory()
                .map(directory -> Files.isRegularFile(directory.resolve("active_config"))
                        || Files.isRegularFile(directory.resolve("configs").resolve("default.json")))
                .orElse(false);
    }

    private Optional<Path> configDirectory() {
        boolean windows = System.getProperty("os.name", "").startsWith("Windows");
        Optional<Path> standard = windows
                ? variable("APPDATA").map(data -> Path.of(data, "Anthropic"))
                : variable("HOME").map(home -> Path.of(home, ".config", "anthropic"));
        return variable("ANTHROPIC_CONFIG_DIR").map(Path::of).or(() -> standard);
    }

    private Optional<String> found(String property, String variable) {
        return Optional.ofNullable(System.getProperty(property))
                .filter(value -> !value.isBlank())
                .or(() -> variable(variable));
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }
}
