package dev.perennial.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import dev.perennial.simulator.Reply;
import dev.perennial.simulator.SimulatorSettings;
import dev.perennial.simulator.script.ScriptBrain;
import java.net.URI;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
final class SimulatorExtensionTest {

    private static final Set<URI> CLASS_ADDRESSES = Collections.synchronizedSet(new HashSet<>());

    @RegisterExtension
    static final SimulatorExtension FOR_CLASS =
            SimulatorExtension.withBrain(prompt -> Reply.text("Echo: " + prompt.lastUserText()));

    @RegisterExtension
    final SimulatorExtension forTest = SimulatorExtension.withSettings(
            () -> SimulatorSettings.builder(ScriptBrain.of(Reply.text("first"), Reply.text("second")))
                    .build());

    private static String ask(URI baseUrl, String question) {
        AnthropicClient client = AnthropicOkHttpClient.builder()
                .baseUrl(baseUrl.toString())
                .apiKey("any")
                .build();
        try {
            Message message = client.messages()
                    .create(MessageCreateParams.builder()
                            .model("claude-opus-5-5")
                            .maxTokens(100)
                            .addUserMessage(question)
                            .build());
            return message.content().getFirst().asText().text();
        } finally {
            client.close();
        }
    }

    @Test
    void withBrain_sdkAsks_isAnsweredAndLogged() {
        assertThat(ask(FOR_CLASS.baseUrl(), "hello")).isEqualTo("Echo: hello");
        assertThat(FOR_CLASS.requests().getLast().body().path("max_tokens").asInt())
                .isEqualTo(100);
        assertThat(FOR_CLASS.requests().getLast().headers().first("authorization"))
                .contains("[redacted]");
    }

    @RepeatedTest(2)
    void instanceField_eachTest_getsAServerOfItsOwn() {
        assertThat(ask(forTest.baseUrl(), "x")).isEqualTo("first");
        assertThat(ask(forTest.baseUrl(), "x")).isEqualTo("second");
        assertThat(forTest.requests()).hasSize(2);
    }

    @RepeatedTest(2)
    void staticField_allTests_shareOneServer() {
        CLASS_ADDRESSES.add(FOR_CLASS.baseUrl());

        assertThat(CLASS_ADDRESSES).hasSize(1);
    }

    @Test
    void baseUrl_outsideOfTests_saysHowToUseIt() {
        SimulatorExtension unused = SimulatorExtension.withBrain(prompt -> Reply.text(""));

        assertThatThrownBy(unused::baseUrl)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("@RegisterExtension");
    }

    @Nested
    final class FirstNested {

        @Test
        void staticField_nestedClass_usesTheServerOfTheOuter() {
            CLASS_ADDRESSES.add(FOR_CLASS.baseUrl());

            assertThat(CLASS_ADDRESSES).hasSize(1);
            assertThat(ask(FOR_CLASS.baseUrl(), "nested")).isEqualTo("Echo: nested");
        }
    }

    @Nested
    final class SecondNested {

        @Test
        void staticField_afterAnotherNestedClass_stillRuns() {
            CLASS_ADDRESSES.add(FOR_CLASS.baseUrl());

            assertThat(CLASS_ADDRESSES).hasSize(1);
            assertThat(ask(FOR_CLASS.baseUrl(), "again")).isEqualTo("Echo: again");
        }
    }
}
