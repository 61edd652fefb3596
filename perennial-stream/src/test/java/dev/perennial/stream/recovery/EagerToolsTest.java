package dev.perennial.stream.recovery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.stream.recovery.Delivery.Showing;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which tools of a request want their input as it is written. */
class EagerToolsTest {

    private static final String BETA = "fine-grained-tool-streaming-2025-05-14";

    private static EagerTools of(String tools) {
        return new RequestBody(("{\"tools\":" + tools + "}").getBytes(UTF_8)).eagerTools();
    }

    @Test
    void of_toolsThatSayIt_areTold() {
        EagerTools tools = of(
                "[{\"name\":\"a\",\"eager_input_streaming\":true},{\"name\":\"b\"},"
                        + "{\"eager_input_streaming\": false ,\"name\":\"c\"},{\"name\":\"\\u0064\",\"eager_input_streaming\":true}]");

        assertThat(tools.asking()).containsExactlyInAnyOrder("a", "d");
        assertThat(tools.declining()).containsExactly("c");
    }

    @Test
    void of_strangeValues_sayNothing() {
        for (String tools : List.of(
                "null",
                "{}",
                "\"true\"",
                "[]",
                "[null,7,\"a\",[]]",
                "[{\"name\":\"a\",\"eager_input_streaming\":null}]",
                "[{\"name\":\"a\",\"eager_input_streaming\":\"true\"}]",
                "[{\"name\":\"a\",\"eager_input_streaming\":1}]",
                "[{\"name\":\"a\",\"input_schema\":{\"eager_input_streaming\":true}}]")) {
            assertThat(of(tools)).as(tools).isEqualTo(of("[]"));
        }
        assertThat(new RequestBody("no JSON".getBytes(UTF_8)).eagerTools()).isEqualTo(of("[]"));
    }

    @Test
    void withBetas_oneOfThemIsTheOlderOne_makesAllEager() {
        for (List<String> betas : List.of(List.of(BETA), List.of("a", "b ,  " + BETA + ",c"))) {
            assertThat(Delivery.WHOLE.withBetas(betas).eagerInput()).isEqualTo(EagerInput.UNLESS_DECLINED);
        }
    }

    @Test
    void withBetas_others_orWhereSuchCallsAreHeld_changeNothing() {
        assertThat(Delivery.WIRE.withBetas(List.of("a", BETA + "x"))).isEqualTo(Delivery.WIRE);
        assertThat(Delivery.AT_ONCE.withBetas(List.of(BETA))).isEqualTo(Delivery.AT_ONCE);
    }

    @Test
    void delivery_thatSaysNothingOfIt_isEagerWhereAsked() {
        assertThat(new Delivery(Showing.LIVE, Showing.HELD, Showing.HELD, false))
                .isEqualTo(Delivery.WIRE);
        assertThat(Delivery.WIRE.eagerInput()).isEqualTo(EagerInput.ASKED_FOR);
    }
}
