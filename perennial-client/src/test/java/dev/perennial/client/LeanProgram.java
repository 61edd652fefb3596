package dev.perennial.client;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.models.messages.Message;

/** A program of somebody who has no monitoring library; loaded by a loader that has none. */
public final class LeanProgram {

    private LeanProgram() {}

    /** What the model answers. */
    public static String ask(String url) {
        AnthropicClient client = AnthropicOkHttpClient.builder()
                .baseUrl(url)
                .apiKey("test-key")
                .addInterceptor(Perennial.create())
                .build();
        try {
            Message said = client.messages().create(OpenClient.hello());
            return said.content().getFirst().asText().text();
        } finally {
            client.close();
        }
    }
}
