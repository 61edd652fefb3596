package dev.perennial.client;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Optional;

/**
 * Who offers the models: Anthropic itself, or a cloud under its own address, with its own credentials and its own limits.
 *
 * <p>Each but {@link #ANTHROPIC} is spoken to through a module of the official SDK, which is an optional dependency: who wants
 * Bedrock adds {@code com.anthropic:anthropic-java-bedrock} of the SDK's own version, and nobody else gets Amazon's libraries.
 *
 * <pre>{@code
 * ClientSettings settings = ClientSettings.builder().provider(Provider.BEDROCK).build();
 * }</pre>
 */
public enum Provider {
    /** The Claude API. */
    ANTHROPIC("anthropic", "the Claude API", ""),

    /** Amazon Bedrock, InvokeModel: every model has an id of Bedrock's, and streams are binary. */
    BEDROCK("bedrock", "Amazon Bedrock", "anthropic-java-bedrock"),

    /** Amazon Bedrock's endpoint for the Messages API. */
    BEDROCK_MANTLE("bedrock-mantle", "Amazon Bedrock (Mantle)", "anthropic-java-bedrock"),

    /** Vertex AI, as Google manages it: {@code rawPredict} and {@code streamRawPredict}. */
    VERTEX("vertex", "Google Vertex AI", "anthropic-java-vertex"),

    /** Claude on Google Cloud, as Anthropic manages it. */
    GOOGLE_CLOUD("google-cloud", "Claude on Google Cloud", "anthropic-java-google-cloud"),

    /** The Claude Platform on AWS. */
    AWS("aws", "the Claude Platform on AWS", "anthropic-java-aws"),

    /** Microsoft Foundry: a model is a deployment, with whatever name it was given. */
    FOUNDRY("foundry", "Microsoft Foundry", "anthropic-java-foundry");

    private final String key;
    private final String title;
    private final String artifact;

    Provider(String key, String title, String artifact) {
        this.key = key;
        this.title = title;
        this.artifact = artifact;
    }

    /** The provider of a name as {@link #key} gives it. */
    public static Optional<Provider> of(String key) {
        requireNonNull(key, "key");
        return Arrays.stream(values()).filter(p -> p.key.equals(key)).findFirst();
    }

    /** The name in settings, for example {@code bedrock-mantle}. */
    public String key() {
        return key;
    }

    /** What people are told. */
    public String title() {
        return title;
    }

    /** The variable of the environment that says in which region it is asked; empty if there is none to choose. */
    public Optional<String> regionVariable() {
        return switch (this) {
            case BEDROCK, BEDROCK_MANTLE, AWS -> Optional.of("AWS_REGION");
            case VERTEX -> Optional.of("CLOUD_ML_REGION");
            case GOOGLE_CLOUD -> Optional.of("ANTHROPIC_GOOGLE_CLOUD_LOCATION");
            case ANTHROPIC, FOUNDRY -> Optional.empty();
        };
    }

    /** The artifact of the group {@code com.anthropic} that has to be on the class path; empty if none has. */
    public Optional<String> artifact() {
        return Optional.of(artifact).filter(a -> !a.isEmpty());
    }
}
