package dev.perennial.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.models.messages.MessageCreateParams;
import dev.perennial.simulator.SimulatorSettings;
import dev.perennial.simulator.manner.Manner;
import dev.perennial.simulator.text.TextBrain;
import dev.perennial.testkit.SimulatorExtension;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever breaks and however the SDK is called: the caller has the whole answer. */
final class UnbrokenWaysTest {

    /** One of each sort of trouble, for the first attempt or the first two. */
    private static final List<String> FAULTS = List.of(
            "connect-reset",
            "head-cut",
            "http-529~1-2",
            "http-429-retry-after-ms=50ms",
            "eof@first",
            "reset@text:700",
            "eof@text:1",
            "close@text:1500+eof@text:300~2",
            "silence-pings=1h@text:900",
            "error-overloaded@text:400",
            "json-garbage@text:500",
            "eof-after-block-stop",
            "eof@message_delta",
            "close-after-message-stop");

    @RegisterExtension
    static final SimulatorExtension SIMULATOR =
            SimulatorExtension.withSettings(() -> SimulatorSettings.builder(TextBrain.ofCharacters(2_000))
                    .manner(Manner.OBEDIENT)
                    .build());

    /** Every fault with two of the ways, every way with four of the faults or more; all with all under {@code -Pfull}. */
    static Stream<Arguments> waysAndFaults() {
        List<Way> ways = List.of(Way.values());
        int each = Boolean.getBoolean("perennial.everyWay") ? ways.size() : 2;
        return IntStream.range(0, FAULTS.size())
                .boxed()
                .flatMap(fault -> IntStream.range(0, each)
                        .mapToObj(i -> ways.get((2 * fault + i) % ways.size()))
                        .map(way -> Arguments.of(way, FAULTS.get(fault))));
    }

    @ParameterizedTest
    @EnumSource
    void ask_nothingBreaks_isOneRequest(Way way) throws Exception {
        try (UnbrokenClient client = UnbrokenClient.to(SIMULATOR.baseUrl().toString())) {
            int before = SIMULATOR.requests().size();
            Way.Said said = way.ask(client, params(way + " healthy", "crlf"));

            assertThat(said.text()).hasSize(2_000);
            assertThat(said.stopReason()).isEqualTo("end_turn");
            assertThat(SIMULATOR.requests()).hasSize(before + 1);
            assertThat(client.events(PerennialEvent.End.class))
                    .singleElement()
                    .satisfies(end -> assertThat(end.outcome().code()).isEqualTo("complete"));
        }
    }

    @ParameterizedTest
    @MethodSource("waysAndFaults")
    void ask_somethingBreaks_hasTheWholeAnswer(Way way, String fault) throws Exception {
        try (UnbrokenClient client = UnbrokenClient.to(SIMULATOR.baseUrl().toString())) {
            Way.Said whole = way.ask(client, params(way + " control " + fault, "crlf"));

            Way.Said said = way.ask(client, params(way + " " + fault, fault));

            assertThat(said).isEqualTo(whole);
        }
    }

    private static MessageCreateParams params(String message, String fault) {
        return MessageCreateParams.builder()
                .model("claude-opus-5-5")
                .maxTokens(4_000)
                .addUserMessage(message)
                .putAdditionalHeader("x-simulator-fault", fault)
                .build();
    }
}
