package dev.perennial.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.simulator.text.PseudoText;
import java.time.Duration;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the prompt cache does to the usage. */
final class PromptCacheTest {

    private static final String LONG =
            PseudoText.of(3).text(6_000).replace("\n", " ").replace("\"", " ");
    private static final String MARK = ",\"cache_control\":{\"type\":\"ephemeral\"}";
    private static final String HOUR = ",\"cache_control\":{\"type\":\"ephemeral\",\"ttl\":\"1h\"}";

    private final FakeClock clock = new FakeClock();
    private final Simulator simulator = simulator(Pace.INSTANT);
    private final Conversation one = new Conversation(simulator);

    private Simulator simulator(Timing timing) {
        return new Simulator(SimulatorSettings.builder(prompt -> Reply.text("Read."))
                .clock(clock)
                .pace(timing)
                .build());
    }

    private static String block(String text, String mark) {
        return "{\"type\":\"text\",\"text\":\"" + text + "\"" + mark + "}";
    }

    private static String request(String model, String system, String content, String more) {
        return "{\"model\":\"" + model + "\",\"max_tokens\":100" + more + ",\"system\":[" + system
                + "],\"messages\":[{\"role\":\"user\",\"content\":[" + content + "]}]}";
    }

    private static String request(String system, String content) {
        return request("claude-opus-5-5", system, content, "");
    }

    private static final String MARKED = request(block(LONG, MARK), block("Go.", ""));

    private static JsonNode usage(JsonNode message) {
        JsonNode usage = message.path("usage");
        JsonNode written = usage.path("cache_creation");
        assertThat(written.path("ephemeral_5m_input_tokens").asInt()
                        + written.path("ephemeral_1h_input_tokens").asInt())
                .isEqualTo(usage.path("cache_creation_input_tokens").asInt());
        return usage;
    }

    private static int read(JsonNode message) {
        return usage(message).path("cache_read_input_tokens").asInt();
    }

    private static int written(JsonNode message) {
        return usage(message).path("cache_creation_input_tokens").asInt();
    }

    private static int total(JsonNode message) {
        return usage(message).path("input_tokens").asInt() + read(message) + written(message);
    }

    @Test
    void breakpoint_secondRequest_readsWhatTheFirstWrote() {
        JsonNode first = one.whole(MARKED);
        JsonNode second = one.whole(MARKED);

        assertThat(written(first)).isBetween(1_500, 3_500);
        assertThat(read(first)).isZero();
        assertThat(read(second)).isEqualTo(written(first));
        assertThat(written(second)).isZero();
        assertThat(total(second)).isEqualTo(total(first));
    }

    @Test
    void noBreakpoint_nothingIsCached() {
        String plain = request(block(LONG, ""), block("Go.", ""));
        one.whole(plain);

        assertThat(read(one.whole(plain)) + written(one.whole(plain))).isZero();
    }

    @Test
    void automatic_growingConversation_readsThePartThatIsOld() {
        String more = MARK;
        JsonNode first = one.whole(request("claude-opus-5-5", block(LONG, ""), block("Go.", ""), more));
        JsonNode second =
                one.whole(request("claude-opus-5-5", block(LONG, ""), block("Go.", "") + "," + block("On.", ""), more));

        assertThat(written(first)).isEqualTo(total(first));
        assertThat(read(second)).isEqualTo(total(first));
        assertThat(written(second)).isPositive();
    }

    @Test
    void changedPrefix_isRead_afresh() {
        one.whole(MARKED);

        assertThat(read(one.whole(request(block("X" + LONG, MARK), block("Go.", "")))))
                .isZero();
    }

    @Test
    void otherCredentialOrModel_sharesNothing() {
        one.whole(MARKED);

        assertThat(read(new Conversation(simulator, "two").whole(MARKED))).isZero();
        assertThat(read(one.whole(MARKED.replace("opus-5-5", "sonnet-5-5")))).isZero();
    }

    @Test
    void entry_fiveMinutesAfterTheLastUse_isGone() {
        one.whole(MARKED);
        clock.advance(Duration.ofSeconds(299));
        assertThat(read(one.whole(MARKED))).isPositive();
        clock.advance(Duration.ofSeconds(299));
        assertThat(read(one.whole(MARKED))).describedAs("refreshed by the hit").isPositive();
        clock.advance(Duration.ofMinutes(5));
        assertThat(read(one.whole(MARKED))).isZero();
    }

    @Test
    void entry_ofAnHour_livesAnHour() {
        String marked = request(block(LONG, HOUR), block("Go.", ""));
        JsonNode first = one.whole(marked);
        clock.advance(Duration.ofMinutes(59));

        assertThat(usage(first)
                        .path("cache_creation")
                        .path("ephemeral_1h_input_tokens")
                        .asInt())
                .isEqualTo(written(first))
                .isPositive();
        assertThat(read(one.whole(marked))).isEqualTo(written(first));
        clock.advance(Duration.ofMinutes(60));
        assertThat(read(one.whole(marked))).isZero();
    }

    @Test
    void twoLifetimes_eachPartIsWrittenForItsOwn() {
        JsonNode message = one.whole(request(block(LONG, HOUR), block(LONG, MARK)));
        JsonNode written = usage(message).path("cache_creation");

        assertThat(written.path("ephemeral_1h_input_tokens").asInt()).isBetween(1_500, 3_500);
        assertThat(written.path("ephemeral_5m_input_tokens").asInt()).isBetween(1_500, 3_500);
        assertThat(total(message)).isEqualTo(written(message));
    }

    private static String blocks(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> block("Part " + i + " " + LONG.substring(0, 200), i == count - 1 ? MARK : ""))
                .collect(Collectors.joining(","));
    }

    @ParameterizedTest
    @CsvSource({"19,true", "20,false"})
    void lookBack_aHitTwentyBlocksBack_isNotFound(int added, boolean found) {
        String system = block(LONG, "");
        one.whole(request(system, blocks(5)));

        assertThat(read(one.whole(request(system, blocks(5 + added)))) > 0).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource({"claude-opus-5-5,true", "claude-sonnet-4-6,true", "claude-opus-4-6,false", "claude-haiku-4-5,false"})
    void minimum_ofTheModel_decidesWhetherAPromptIsCached(String model, boolean cached) {
        assertThat(written(one.whole(request(model, block(LONG, MARK), block("Go.", ""), ""))) > 0)
                .isEqualTo(cached);
    }

    @Test
    void entry_isReadableOnlyOnceItsResponseBegins() {
        Conversation slow = new Conversation(simulator(TimingProfile.CROWDED));
        slow.whole(MARKED);
        assertThat(read(slow.whole(MARKED))).describedAs("still being read").isZero();
        clock.advance(Duration.ofSeconds(30));

        assertThat(read(slow.whole(MARKED))).isPositive();
    }

    @Test
    void movedMark_isNoChange() {
        String first = request(block(LONG, MARK), block("Go.", ""));
        String second = request(block(LONG, ""), block("Go.", MARK));
        one.whole(first);

        assertThat(read(one.whole(second))).isPositive();
    }

    @Test
    void stream_tellsTheSameUsageAtStartAndEnd() {
        one.whole(MARKED);
        var events = one.events(MARKED.replaceFirst("\\{", "{\"stream\":true,"));
        JsonNode start = events.getFirst().path("message").path("usage");
        JsonNode end = events.get(events.size() - 2).path("usage");

        assertThat(start.path("cache_read_input_tokens").asInt()).isPositive();
        for (String field : new String[] {"input_tokens", "cache_read_input_tokens", "cache_creation_input_tokens"}) {
            assertThat(end.path(field)).isEqualTo(start.path(field));
        }
    }

    @Test
    void usage_anyRequests_addsUpToTheCountedInput() {
        Random random = new Random(5);
        for (int i = 0; i < 150; i++) {
            String system = block(LONG.substring(0, 1 + random.nextInt(LONG.length())), mark(random));
            String content = IntStream.range(0, 1 + random.nextInt(4))
                    .mapToObj(b -> block("Part " + random.nextInt(3) + LONG.substring(0, 2_000), mark(random)))
                    .collect(Collectors.joining(","));
            String body = request("claude-opus-5-5", system, content, random.nextBoolean() ? MARK : "");
            int counted = count(body);
            clock.advance(Duration.ofSeconds(random.nextInt(100)));

            assertThat(total(one.whole(body)))
                    .describedAs("seed 5, request %d", i)
                    .isEqualTo(counted);
        }
    }

    private static String mark(Random random) {
        return random.nextInt(3) == 0 ? MARK : "";
    }

    private int count(String body) {
        SimulatedRequest request =
                SimulatedRequest.post("/v1/messages/count_tokens", body.replaceFirst("\"max_tokens\":\\d+,", ""));
        return Conversation.json(((SimulatedResponse.Whole) simulator.handle(request)).body())
                .path("input_tokens")
                .asInt();
    }
}
