package dev.perennial.simulator.validation;

import static dev.perennial.simulator.validation.TestApi.USER;
import static dev.perennial.simulator.validation.TestApi.api;
import static dev.perennial.simulator.validation.TestApi.assistant;
import static dev.perennial.simulator.validation.TestApi.body;
import static dev.perennial.simulator.validation.TestApi.bodyFor;
import static dev.perennial.simulator.validation.TestApi.user;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Cache breakpoints. */
final class CacheControlValidationTest {

    private static String text(String control) {
        return "{'type':'text','text':'x','cache_control':" + control + "}";
    }

    private static final String FIVE_MINUTES = text("{'type':'ephemeral'}");
    private static final String HOUR = text("{'type':'ephemeral','ttl':'1h'}");

    @Test
    void breakpoints_moreThanFour_areRefusedWhereverTheyStand() {
        String four = String.join(",", FIVE_MINUTES, FIVE_MINUTES, FIVE_MINUTES, FIVE_MINUTES);
        String system = "'system':[" + FIVE_MINUTES + "],";

        assertThat(api().answer(body(user(four)))).isEqualTo("200");
        assertThat(api().answer(bodyFor("claude-opus-5-5", system, user(four))))
                .isEqualTo("400 A maximum of 4 blocks with cache_control may be provided. Found 5.");
    }

    @Test
    void ttl_hourAfterFiveMinutes_isRefused() {
        assertThat(api().answer(body(user(HOUR + "," + FIVE_MINUTES)))).isEqualTo("200");
        assertThat(api().answer(body(user(FIVE_MINUTES + "," + HOUR))))
                .isEqualTo("400 messages.0.content.1.cache_control.ttl: a ttl='1h' cache_control block must not come"
                        + " after a ttl='5m' cache_control block. Note that blocks are processed in the following"
                        + " order: `tools`, `system`, `messages`.");
    }

    @Test
    void control_ofUnknownKind_isRefused() {
        assertThat(api().answer(body(user(text("{'type':'eternal'}")))))
                .contains("messages.0.content.0.cache_control: Input tag 'eternal'");
        assertThat(api().answer(body(user(text("{'type':'ephemeral','ttl':'2h'}")))))
                .isEqualTo("400 messages.0.content.0.cache_control.ephemeral.ttl: Input should be '5m' or '1h'");
        assertThat(api().answer(body(user(text("null"))))).isEqualTo("200");
    }

    @Test
    void control_onWhatCannotBeCached_isRefused() {
        String thinking = "{'type':'thinking','thinking':'','signature':'s','cache_control':{'type':'ephemeral'}}";

        assertThat(api().answer(body(USER, assistant(thinking), USER)))
                .isEqualTo("400 messages.1.content.0.thinking.cache_control: Extra inputs are not permitted");
        assertThat(api().answer(body(user("{'type':'text','text':'','cache_control':{'type':'ephemeral'}}"))))
                .isEqualTo("400 messages.0.content.0.text: cache_control cannot be set for empty text blocks");
    }

    @Test
    void breakpoints_inToolResults_count() {
        String call = assistant("{'type':'tool_use','id':'t','name':'x','input':{}}");
        String result = "{'type':'tool_result','tool_use_id':'t','content':["
                + String.join(",", FIVE_MINUTES, FIVE_MINUTES, FIVE_MINUTES, FIVE_MINUTES, FIVE_MINUTES) + "]}";

        assertThat(api().answer(body(USER, call, user(result)))).contains("Found 5.");
    }

    @Test
    void automaticBreakpoint_takesOneOfTheFour() {
        String automatic = "'cache_control':{'type':'ephemeral'},";
        String three = String.join(",", FIVE_MINUTES, FIVE_MINUTES, FIVE_MINUTES);
        String plain = ",{'type':'text','text':'x'}";

        assertThat(api().answer(bodyFor("claude-opus-5-5", automatic, user(three + plain))))
                .isEqualTo("200");
        assertThat(api().answer(bodyFor("claude-opus-5-5", automatic, user(three + "," + FIVE_MINUTES))))
                .isEqualTo("200");
        assertThat(api().answer(bodyFor("claude-opus-5-5", automatic, user(three + "," + FIVE_MINUTES + plain))))
                .isEqualTo("400 A maximum of 4 blocks with cache_control may be provided. Found 5.");
    }

    @Test
    void automaticBreakpoint_withAnotherTtl_isRefused() {
        String automatic = "'cache_control':{'type':'ephemeral','ttl':'1h'},";

        assertThat(api().answer(bodyFor("claude-opus-5-5", automatic, user(FIVE_MINUTES))))
                .isEqualTo("400 cache_control: the last block has a `cache_control` with a different ttl");
        assertThat(api().answer(bodyFor("claude-opus-5-5", automatic, user(HOUR))))
                .isEqualTo("200");
        assertThat(api().answer(bodyFor(
                        "claude-opus-5-5",
                        automatic,
                        user(FIVE_MINUTES),
                        assistant("{'type':'text','text':'x'}"),
                        USER)))
                .startsWith("400 cache_control.ttl: a ttl='1h' cache_control block must not come after");
    }

    @Test
    void control_ofTheWholeRequest_isLookedAtToo() {
        String automatic = "'cache_control':{'type':'ephemeral','ttl':'1h'},";

        assertThat(api().answer(bodyFor("claude-opus-5-5", automatic, USER))).isEqualTo("200");
        assertThat(api().answer(bodyFor("claude-opus-5-5", automatic.replace("1h", "2h"), USER)))
                .isEqualTo("400 cache_control.ephemeral.ttl: Input should be '5m' or '1h'");
    }
}
