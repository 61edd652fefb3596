package dev.perennial.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.anthropic.backends.Backend;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where providers are found, and what is said of settings that are missing. */
class ProviderSettingsTest {

    private static final String AMAZON = "AWS_REGION=eu-west-1,AWS_ACCESS_KEY_ID=a,AWS_SECRET_ACCESS_KEY=b,";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "BEDROCK        | AWS_BEARER_TOKEN_BEDROCK=a | AWS_REGION",
                "BEDROCK        | AWS_REGION=eu-west-1 | AWS_BEARER_TOKEN_BEDROCK, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
                "BEDROCK_MANTLE | AWS_REGION=eu-west-1 | AWS_BEARER_TOKEN_BEDROCK, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
                "AWS            | AWS_REGION=eu-west-1,ANTHROPIC_AWS_API_KEY=a | ANTHROPIC_AWS_WORKSPACE_ID",
                "AWS            | AWS_REGION=eu-west-1,ANTHROPIC_AWS_WORKSPACE_ID=w | ANTHROPIC_AWS_API_KEY",
                "VERTEX         | ANTHROPIC_VERTEX_PROJECT_ID=p | CLOUD_ML_REGION",
                "VERTEX         | CLOUD_ML_REGION=global | ANTHROPIC_VERTEX_PROJECT_ID",
                "VERTEX         | CLOUD_ML_REGION=global,ANTHROPIC_VERTEX_PROJECT_ID=p | GOOGLE_APPLICATION_CREDENTIALS",
                "GOOGLE_CLOUD   | ANTHROPIC_GOOGLE_CLOUD_WORKSPACE_ID=w | ANTHROPIC_GOOGLE_CLOUD_PROJECT or GOOGLE_CLOUD_PROJECT",
                "GOOGLE_CLOUD   | GOOGLE_CLOUD_PROJECT=p | ANTHROPIC_GOOGLE_CLOUD_WORKSPACE_ID",
                "FOUNDRY        | ANTHROPIC_FOUNDRY_RESOURCE=r | ANTHROPIC_FOUNDRY_API_KEY",
                "FOUNDRY        | ANTHROPIC_FOUNDRY_API_KEY=k | ANTHROPIC_FOUNDRY_RESOURCE or ANTHROPIC_FOUNDRY_BASE_URL",
            })
    void create_somethingIsMissing_saysWhatToSet(Provider provider, String environment, String set) {
        assertThatThrownBy(() -> ClientFactory.create(settings(provider, environment)))
                .isInstanceOf(ClientConfigurationException.class)
                .hasMessageContaining("provider `" + provider.key() + "`")
                .hasMessageContaining("set " + set);
    }

    @ParameterizedTest
    @CsvSource({"VERTEX, CLOUD_ML_REGION", "GOOGLE_CLOUD, PROJECT", "FOUNDRY, API_KEY", "AWS, WORKSPACE_ID"})
    void check_somethingIsMissing_saysWhatToSet(Provider provider, String set) {
        assertThatThrownBy(() -> ClientFactory.check(settings(provider, "")))
                .isInstanceOf(ClientConfigurationException.class)
                .hasMessageContaining(set);
    }

    @ParameterizedTest
    @CsvSource({"BEDROCK", "BEDROCK_MANTLE"})
    void check_amazonsCredentials_areLookedForLater(Provider provider) {
        ClientFactory.check(settings(provider, ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "BEDROCK        | " + AMAZON + " | https://bedrock-runtime.eu-west-1.amazonaws.com",
                "BEDROCK        | " + AMAZON + "ANTHROPIC_BEDROCK_BASE_URL=https://private | https://private",
                "BEDROCK_MANTLE | " + AMAZON + " | https://bedrock-mantle.eu-west-1.api.aws/anthropic",
                "BEDROCK_MANTLE | " + AMAZON + "ANTHROPIC_BEDROCK_MANTLE_BASE_URL=https://private | https://private",
                "AWS            | " + AMAZON
                        + "ANTHROPIC_AWS_WORKSPACE_ID=w | https://aws-external-anthropic.eu-west-1.api.aws",
                "FOUNDRY        | ANTHROPIC_FOUNDRY_API_KEY=k,ANTHROPIC_FOUNDRY_RESOURCE=river | https://river.services.ai.azure.com/anthropic",
            })
    void backend_settingsOfTheEnvironment_makeItsAddress(Provider provider, String environment, String address) {
        Backend backend = ClientFactory.backend(settings(provider, environment)).orElseThrow();

        assertThat(backend.baseUrl()).isEqualTo(address);
        backend.close();
    }

    @Test
    void backend_addressThatWasSet_goesBeforeTheEnvironments() {
        ClientSettings settings = ClientSettings.builder()
                .provider(Provider.BEDROCK)
                .baseUrl("https://mine")
                .environment(environment(
                        AMAZON + "ANTHROPIC_BEDROCK_BASE_URL=https://private,ANTHROPIC_BASE_URL=https://no"))
                .build();

        assertThat(ClientFactory.backend(settings).orElseThrow().baseUrl()).isEqualTo("https://mine");
    }

    @Test
    void backend_claudeApi_needsNone() {
        assertThat(ClientFactory.backend(ClientSettings.defaults())).isEmpty();
    }

    @Test
    void build_keyForAnotherProvider_isNotTakenAndNotSent() {
        assertThatThrownBy(() -> ClientSettings.builder()
                        .provider(Provider.VERTEX)
                        .apiKey("k")
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("apiKey is set, but provider is vertex");
    }

    /** Those who embed the client need no cloud's libraries, and are told which one is missing. */
    @ParameterizedTest
    @CsvSource({
        "BEDROCK, anthropic-java-bedrock",
        "VERTEX, anthropic-java-vertex",
        "GOOGLE_CLOUD, anthropic-java-google-cloud",
        "FOUNDRY, anthropic-java-foundry",
    })
    void create_moduleIsNotThere_namesIt(Provider provider, String artifact) throws Exception {
        try (URLClassLoader loader =
                without("anthropic-java-(bedrock|vertex|google-cloud|foundry|aws)-|/awssdk/|/auth/")) {
            assertThat(String.valueOf(bare(loader, provider).call()))
                    .contains("set the dependency com.anthropic:" + artifact);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "BEDROCK, vertex|google-cloud|foundry",
        "AWS, bedrock|vertex|google-cloud|foundry",
        "VERTEX, bedrock|aws|google-cloud|foundry",
        "GOOGLE_CLOUD, bedrock|aws|vertex|foundry",
        "FOUNDRY, bedrock|aws|vertex|google-cloud",
    })
    void check_modulesOfOthersAreNotThere_areNotMissed(Provider provider, String others) throws Exception {
        try (URLClassLoader loader = without("anthropic-java-(" + others + ")-")) {
            assertThat(bare(loader, provider).call()).isEqualTo("nothing is missing");
        }
    }

    private static Callable<?> bare(URLClassLoader loader, Provider provider) throws ReflectiveOperationException {
        return (Callable<?>) loader.loadClass(Bare.class.getName())
                .getDeclaredConstructor(String.class)
                .newInstance(provider.name());
    }

    /** Makes clients where only what the client itself needs is there. */
    public static final class Bare implements Callable<String> {

        private final String provider;

        public Bare(String provider) {
            this.provider = provider;
        }

        @Override
        public String call() {
            ClientFactory.create(ClientSettings.builder().apiKey("k").build()).close();
            try {
                ClientFactory.check(ClientSettings.builder()
                        .provider(Provider.valueOf(provider))
                        .environment(
                                environment("CLOUD_ML_REGION=r,ANTHROPIC_VERTEX_PROJECT_ID=p,GOOGLE_CLOUD_PROJECT=p,"
                                        + "ANTHROPIC_GOOGLE_CLOUD_WORKSPACE_ID=w,ANTHROPIC_AWS_WORKSPACE_ID=w,"
                                        + "ANTHROPIC_FOUNDRY_API_KEY=k,ANTHROPIC_FOUNDRY_RESOURCE=r"))
                        .build());
                return "nothing is missing";
            } catch (ClientConfigurationException e) {
                return String.valueOf(e.getMessage());
            }
        }
    }

    private static URLClassLoader without(String jars) {
        URL[] rest = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !entry.matches(".*(" + jars + ").*"))
                .map(ProviderSettingsTest::url)
                .toArray(URL[]::new);
        return new URLClassLoader(rest, ClassLoader.getPlatformClassLoader());
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static ClientSettings settings(Provider provider, String environment) {
        return ClientSettings.builder()
                .provider(provider)
                .environment(environment(environment))
                .build();
    }

    private static Map<String, String> environment(String text) {
        Map<String, String> environment = new HashMap<>();
        for (String variable : text.split(",", -1)) {
            if (!variable.isBlank()) {
                environment.put(variable.replaceFirst("=.*", ""), variable.replaceFirst("[^=]*=", ""));
            }
        }
        return environment;
    }
}
