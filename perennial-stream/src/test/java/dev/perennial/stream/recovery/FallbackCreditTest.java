package dev.perennial.stream.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A fallback credit belongs to one body: what is sent again as it was may have it, what goes on may not. */
class FallbackCreditTest {

    private static final Answer REST = Answer.whole(Wire.message().text("Hello").end("end_turn", 5));

    @ParameterizedTest
    @ValueSource(strings = {"\"fct_1\"", "{\"token\":\"fct_1\",\"mode\":\"strict\"}"})
    void credit_staysInTheSameBody_andLeavesOneThatGoesOn(String token) {
        String body = Recoveries.BODY.replace("\"stream\":true", "\"stream\":true,\"fallback_credit_token\":" + token);

        VirtualDriver run = VirtualDriver.of(
                        Recoveries.of(body),
                        Answer.unreachable(),
                        Answer.whole(Wire.message().text("So")),
                        REST)
                .run();

        assertThat(run.body(1)).isEqualTo(body);
        assertThat(run.body(2)).isEqualTo(body);
        assertThat(run.body(3)).contains("\"fallback_credit_token\":null").doesNotContain("fct_1");
    }
}
