package dev.perennial.client;

import com.anthropic.aws.backends.AwsBackend;
import com.anthropic.backends.Backend;
import com.anthropic.bedrock.backends.BedrockBackend;
import com.anthropic.bedrock.backends.BedrockMantleBackend;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/**
 * Amazon's back ends. Keys and the region come from the environment that the client was given, else from where Amazon's own
 * chains look: system properties, profiles, containers, machines.
 */
final class AmazonBackends {

    /** Other profiles take modules of Amazon's that the SDK does not bring. */
    private static final String CREDENTIALS =
            "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE to a profile with"
                    + " keys (of one that signs in, `aws configure export-credentials --format env` prints them)";

    private AmazonBackends() {}

    static void check(ProviderEnvironment environment) {
        switch (environment.provider()) {
            case BEDROCK -> BedrockBackend.builder();
            case BEDROCK_MANTLE -> BedrockMantleBackend.builder();
            default -> {
                AwsBackend.builder();
                workspace(environment);
            }
        }
    }

    static Backend bedrock(ProviderEnvironment environment) {
        BedrockBackend.Builder builder = BedrockBackend.builder().region(region(environment));
        environment
                .first("AWS_BEARER_TOKEN_BEDROCK")
                .ifPresentOrElse(
                        builder::apiKey,
                        () -> builder.awsCredentialsProvider(credentials(environment, "AWS_BEARER_TOKEN_BEDROCK")));
        Backend backend = builder.build();
        Optional<String> address = environment.address("ANTHROPIC_BEDROCK_BASE_URL");
        return address.<Backend>map(url -> new BackendAt(backend, url)).orElse(backend);
    }

    static Backend mantle(ProviderEnvironment environment) {
        BedrockMantleBackend.Builder builder = BedrockMantleBackend.builder().region(region(environment));
        environment
                .first("AWS_BEARER_TOKEN_BEDROCK", "ANTHROPIC_AWS_API_KEY")
                .ifPresentOrElse(
                        builder::apiKey,
                        () -> builder.awsCredentialsProvider(credentials(environment, "AWS_BEARER_TOKEN_BEDROCK")));
        environment.address("ANTHROPIC_BEDROCK_MANTLE_BASE_URL").ifPresent(builder::baseUrl);
        return builder.build();
    }

    static Backend platform(ProviderEnvironment environment) {
        AwsBackend.Builder builder = AwsBackend.builder().workspaceId(workspace(environment));
        environment
                .first("ANTHROPIC_AWS_API_KEY")
                .ifPresentOrElse(
                        builder::apiKey,
                        () -> builder.awsCredentialsProvider(credentials(environment, "ANTHROPIC_AWS_API_KEY")));
        environment.address("ANTHROPIC_AWS_BASE_URL").ifPresent(builder::baseUrl);
        return builder.region(region(environment)).build();
    }

    private static String workspace(ProviderEnvironment environment) {
        return environment.require("a workspace", "ANTHROPIC_AWS_WORKSPACE_ID");
    }

    private static Region region(ProviderEnvironment environment) {
        return environment
                .first("AWS_REGION", "AWS_DEFAULT_REGION")
                .map(Region::of)
                .orElseGet(() -> {
                    try {
                        return DefaultAwsRegionProviderChain.builder().build().getRegion();
                    } catch (SdkException nowhere) {
                        throw environment.missing(
                                "a region", "AWS_REGION, or region in AWS_PROFILE's configuration", nowhere);
                    }
                });
    }

    private static AwsCredentialsProvider credentials(ProviderEnvironment environment, String apiKey) {
        Optional<AwsCredentials> keys = keys(environment);
        AwsCredentialsProvider provider = keys.<AwsCredentialsProvider>map(k -> () -> k)
                .orElseGet(() -> DefaultCredentialsProvider.builder().build());
        try {
            provider.resolveCredentials();
            return provider;
        } catch (SdkException none) {
            throw environment.missing("credentials", apiKey + ", or " + CREDENTIALS, none);
        }
    }

    private static Optional<AwsCredentials> keys(ProviderEnvironment environment) {
        return environment
                .first("AWS_ACCESS_KEY_ID")
                .flatMap(id -> environment
                        .first("AWS_SECRET_ACCESS_KEY")
                        .map(secret -> environment
                                .first("AWS_SESSION_TOKEN")
                                .<AwsCredentials>map(token -> AwsSessionCredentials.create(id, secret, token))
                                .orElseGet(() -> AwsBasicCredentials.create(id, secret))));
    }
}
