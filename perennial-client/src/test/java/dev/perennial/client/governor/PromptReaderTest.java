package dev.perennial.client.governor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.governor.estimate.Segment;
import dev.perennial.models.Capabilities;
import dev.perennial.models.Catalogue;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PromptReaderTest {

    private static final Capabilities MODEL = Catalogue.builtIn().get("claude-opus-5-5");
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    private static PromptFacts read(String body) {
        return PromptReader.read(body.getBytes(UTF_8), MODEL);
    }

    private static String messages(String json) {
        return "{\"messages\":[" + json + "]}";
    }

    @Test
    void blocks_comeInTheOrderOfTheCache_whateverThatOfTheBody() {
        PromptFacts facts = read("""
                {"messages":[{"role":"user","content":"Hello"}],"max_tokens":100,
                 "system":[{"type":"text","text":"Be brief.","cache_control":{"type":"ephemeral","ttl":"1h"}}],
                 "tools":[{"name":"bash","cache_control":{"type":"ephemeral"}}]}""");

        assertThat(facts.prompt().segments())
                .extracting(Segment::cachedFor)
                .containsExactly(Optional.of(FIVE_MINUTES), Optional.of(Duration.ofHours(1)), Optional.empty());
        assertThat(facts.maxTokens()).isEqualTo(100);
        assertThat(facts.fast()).isFalse();
        assertThat(facts.goesOn()).isFalse();
    }

    @Test
    void cacheControl_changesNoFingerprint() {
        String plain = "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"Hi\"}]}";
        String cached = plain.replace("\"Hi\"", "\"Hi\",\"cache_control\":{\"type\":\"ephemeral\"}");

        assertThat(read(messages(plain)).prompt().segments().getFirst().fingerprint())
                .isEqualTo(read(messages(cached)).prompt().segments().getFirst().fingerprint());
    }

    @Test
    void cacheControl_ofTheRequest_isThatOfTheLastBlock() {
        PromptFacts facts = read("""
                {"cache_control":{"type":"ephemeral"},"messages":[
                 {"role":"user","content":"a"},{"role":"assistant","content":"b"}]}""");

        assertThat(facts.prompt().segments())
                .extracting(Segment::cachedFor)
                .containsExactly(Optional.empty(), Optional.of(FIVE_MINUTES));
    }

    @Test
    void conversations_areKnownByHowTheyBegin() {
        String first = "{\"role\":\"user\",\"content\":\"One\"}";
        String more = first + ",{\"role\":\"assistant\",\"content\":\"1\"},{\"role\":\"user\",\"content\":\"Two\"}";

        assertThat(read(messages(more)).session())
                .isEqualTo(read(messages(first)).session());
        assertThat(read(messages("{\"role\":\"user\",\"content\":\"Other\"}")).session())
                .isNotEqualTo(read(messages(first)).session());
    }

    @Test
    void conversations_thatNameThemselves_areKnownByThat() {
        assertThat(read("{\"metadata\":{\"other\":[1],\"user_id\":\"u-1\"},\"messages\":[]}")
                        .session())
                .isEqualTo("u-1");
    }

    @Test
    void results_ofTools_goOnWithWhatWasBegun() {
        String result =
                "{\"role\":\"user\",\"content\":[{\"type\":\"tool_result\",\"tool_use_id\":\"t\",\"content\":\"ok\"}]}";

        assertThat(read(messages(result)).goesOn()).isTrue();
        assertThat(read(messages(result + ",{\"role\":\"user\",\"content\":\"Next\"}"))
                        .goesOn())
                .isFalse();
    }

    @Test
    void images_countByTheirTiles_alsoInResultsOfTools() {
        byte[] png = new byte[64];
        byte[] head = {
            (byte) 0x89,
            'P',
            'N',
            'G',
            13,
            10,
            26,
            10,
            0,
            0,
            0,
            13,
            'I',
            'H',
            'D',
            'R',
            0,
            0,
            3,
            (byte) 0xe8,
            0,
            0,
            3,
            0x20
        };
        System.arraycopy(head, 0, png, 0, head.length);
        String image = "{\"type\":\"image\",\"source\":{\"type\":\"base64\",\"media_type\":\"image/png\",\"data\":\""
                + Base64.getEncoder().encodeToString(png) + "\"}}";
        String result = "{\"type\":\"tool_result\",\"content\":[" + image + "]}";

        List<Segment> segments = read(messages("{\"role\":\"user\",\"content\":[" + image + "," + result + "]}"))
                .prompt()
                .segments();

        assertThat(segments).extracting(Segment::known).containsExactly(36L * 29, 36L * 29);
        assertThat(segments.getFirst().text().letters()).isLessThan(80);
    }

    @Test
    void fastMode_isSeen() {
        assertThat(read("{\"speed\":\"fast\"}").fast()).isTrue();
    }

    @Test
    void strangeBodies_areReadAsFarAsTheyGo() {
        for (String body : List.of(
                "",
                "[]",
                "{\"messages\":7}",
                "{\"messages\":[7]}",
                "{\"system\":{}}",
                "{\"tools\":[[]]}",
                "{\"messages\":[{\"content\":{\"a\":[{}]}}]}",
                "{\"metadata\":3,\"max_tokens\":\"x\"}",
                "{\"messages\":[")) {
            assertThat(read(body).prompt().segments()).isEmpty();
        }
    }
}
