package dev.perennial.stream.recovery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WhiteSpaceTest {

    private static boolean isBlank(String content) {
        byte[] json = content.getBytes(UTF_8);
        return WhiteSpace.isAllOf(json, 0, json.length);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\\n\\t\\r\\f",
                "\\u0020",
                "\\u00a0",
                "\\u000b",
                "\\u0085 ",
                "\u00a0",
                "\u3000\u2003",
                " \u2028"
            })
    void isAllOf_whiteSpaceInAnyForm_isTrue(String content) {
        assertThat(isBlank(content)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                " .",
                "\\n\\\\",
                "\\u0041",
                "\\\"",
                "\\b",
                "\u00a0\u00e9",
                "\u200b",
                "\ud83d\ude00",
                "\\u0020x"
            })
    void isAllOf_anythingElse_isFalse(String content) {
        assertThat(isBlank(content)).isFalse();
    }

    @Test
    void strippedFromEndOf_takesAllOfIt_andNothingElse() {
        assertThat(WhiteSpace.strippedFromEndOf("\u00a0a b \n\u00a0\u3000")).isEqualTo("\u00a0a b");
        assertThat(WhiteSpace.strippedFromEndOf(" \n")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u0020", "\u00a0", "\\u00a0\\n"})
    void textOfNothingElse_isNotShown_untilItHasMore(String blank) {
        Wire cut = Wire.message().block("{\"type\":\"text\",\"text\":\"\"}");
        cut.delta("{\"type\":\"text_delta\",\"text\":\"" + blank + "\"}");
        Wire whole = Wire.message().text("Hello").end("end_turn", 5);

        VirtualDriver run = VirtualDriver.of(Recoveries.usual(), Answer.whole(cut), Answer.whole(whole))
                .run();

        assertThat(run.events()).isEqualTo(whole.toString());
    }

    @Test
    void prefill_doesNotEndWithAnyOfIt() {
        String body = Recoveries.BODY.replace("claude-opus-5-5", "claude-sonnet-4-5");
        Wire more = new Wire().start("msg_2", 80).text("More.").end("end_turn", 20);

        VirtualDriver run = VirtualDriver.of(
                        Recoveries.of(body, Recoveries.OLD_MODEL),
                        Answer.whole(Wire.message().text("Hello.\u00a0\n")),
                        Answer.whole(more))
                .run();

        assertThat(run.body(2)).endsWith("\"text\":\"Hello.\"}]}]}");
    }
}
