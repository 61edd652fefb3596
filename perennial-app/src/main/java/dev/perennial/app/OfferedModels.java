package dev.perennial.app;

import com.anthropic.errors.AnthropicException;
import com.anthropic.errors.AnthropicServiceException;
import com.anthropic.models.models.ModelListParams;
import dev.perennial.client.ClientConfigurationException;
import java.util.List;

/** What a server says of the models that it offers to whoever has this key. */
sealed interface OfferedModels {

    /** It offers these. */
    record Listed(List<String> models) implements OfferedModels {}

    /** It does not take the key. */
    record KeyRefused(int status) implements OfferedModels {}

    /** It says nothing of models, or cannot be reached. */
    record Unknown(String why) implements OfferedModels {}

    /** Asks it; takes a few seconds at most. */
    static OfferedModels ask(Destination destination) {
        try (Upstream upstream = Upstream.open(destination)) {
            return new Listed(upstream
                    .client()
                    .withOptions(options -> options.maxRetries(0).timeout(java.time.Duration.ofSeconds(5)))
                    .models()
                    .list(ModelListParams.builder().limit(1000).build())
                    .data()
                    .stream()
                    .map(model -> model.id())
                    .toList());
        } catch (AnthropicServiceException refused) {
            return refused.statusCode() == 401 || refused.statusCode() == 403
                    ? new KeyRefused(refused.statusCode())
                    : new Unknown("it answered " + refused.statusCode());
        } catch (AnthropicException | ClientConfigurationException failed) {
            return new Unknown("it cannot be reached");
        }
    }
}
