package dev.perennial.simulator.fault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.simulator.SimulatedRequest;
import dev.perennial.simulator.StreamStep;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where faults begin. */
final class PlaceTest {

    private static final Played PLAIN = Played.stream("");

    @Test
    void text_anyNumber_isThatManyCharactersInWholeEvents() {
        for (int characters = 0; characters <= Played.TEXT.length(); characters++) {
            Played played = Played.stream("eof@text:" + characters);
            boolean insidePair =
                    characters < Played.TEXT.length() && Character.isLowSurrogate(Played.TEXT.charAt(characters));
            int expected = insidePair ? characters + 1 : characters;

            assertThat(played.answer()).isEqualTo(Played.TEXT.substring(0, expected));
            assertThat(played.text()).endsWith("\n\n");
            assertThat(played.count("content_block_start")).isEqualTo(2);
        }
    }

    @Test
    void text_moreThanThereIs_neverComes() {
        assertThat(Played.stream("eof@text:" + (Played.TEXT.length() + 1)).text())
                .isEqualTo(PLAIN.text());
    }

    @Test
    void byte_anyNumber_isThatManyBytes() {
        int[] odd = {0, 1, 2, PLAIN.text().indexOf("data"), PLAIN.body().length - 1, PLAIN.body().length};
        for (int bytes : odd) {
            Played played = Played.stream("close@byte:" + bytes);

            assertThat(played.body()).hasSize(bytes);
            assertThat(PLAIN.latin()).startsWith(played.latin());
        }
    }

    @Test
    void byte_behindFraming_countsTheBytesThatLeave() {
        Played played = Played.stream("close@byte:25+crlf");

        assertThat(played.text()).isEqualTo("event: message_start\r\ndat");
    }

    @Test
    void event_number_isBeforeThatEvent() {
        assertThat(Played.stream("eof@event:1").body()).isEmpty();
        assertThat(Played.stream("eof@event:4").events())
                .isEqualTo(PLAIN.events().subList(0, 3));
    }

    @Test
    void time_passed_isThatLateToTheNanosecond() {
        Played played = Played.stream("eof@time:1037ms");

        assertThat(played.pauses()).isEqualTo(Duration.ofMillis(1037));
        assertThat(Played.stream("eof@time:10h").text()).isEqualTo(PLAIN.text());
    }

    @ParameterizedTest
    @CsvSource({
        "message_start, message_start",
        "thinking:0, content_block_start",
        "block_stop:2, content_block_stop",
        "message_delta, message_delta",
        "end, message_stop",
    })
    void place_structural_isBehindThatEvent(String place, String last) {
        assertThat(Played.stream("eof@" + place).types()).endsWith(last);
    }

    @ParameterizedTest
    @ValueSource(strings = {"thinking", "text", "tool_input"})
    void place_bareBlock_isBehindItsFirstContent(String place) {
        Played played = Played.stream("eof@" + place);

        assertThat(played.types()).endsWith("content_block_delta").doesNotContain("message_stop");
        assertThat(played.events().getLast().json().path("delta").path("type").asText())
                .isEqualTo(place.equals("tool_input") ? "input_json_delta" : place + "_delta");
    }

    @Test
    void place_thinkingThatIsNotShown_isBeforeItsSignature() {
        Played plain = Played.of(Played.simulator().handle(omitted("")));
        Played played = Played.of(Played.simulator().handle(omitted("eof@thinking")));

        assertThat(plain.text()).doesNotContain("thinking_delta").contains("signature_delta");
        assertThat(played.text()).doesNotContain("signature_delta").contains("\"type\":\"thinking\"");
    }

    private static SimulatedRequest omitted(String fault) {
        var shown = fault.isEmpty() ? Played.request(true) : Played.request(true, "x-simulator-fault", fault);
        String body = new String(shown.body(), UTF_8).replace("summarized", "omitted");
        return new SimulatedRequest("POST", shown.path(), "", shown.headers(), body.getBytes(UTF_8));
    }

    @Test
    void place_neverComes_leavesTheStreamAsItIs() {
        for (String place : new String[] {"server_tool", "block_stop:9", "event:999999", "byte:999999999"}) {
            assertThat(Played.stream("reset@" + place).text()).isEqualTo(PLAIN.text());
        }
    }

    @Test
    void several_inOneResponse_happenOneAfterTheOther() {
        Played played = Played.stream("silence=20s@thinking+error-overloaded@tool_input+crlf");

        assertThat(played.steps()).contains(new StreamStep.Pause(Duration.ofSeconds(20)));
        assertThat(played.types()).endsWith("error");
        assertThat(played.answer()).isEqualTo(Played.TEXT);
        assertThat(played.text()).contains("\r\n");
    }

    @Test
    void several_cutBeforeTheOther_theOtherNeverHappens() {
        Played played = Played.stream("error-api@thinking+delta-after-message-stop");

        assertThat(played.types()).endsWith("error").doesNotContain("message_stop");
    }
}
