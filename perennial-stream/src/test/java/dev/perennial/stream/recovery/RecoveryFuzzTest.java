package dev.perennial.stream.recovery;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.perennial.models.Capabilities;
import dev.perennial.stream.internal.JsonSpan;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any bytes as the bodies of a message's attempts, with any ends, pauses, pieces and settings. In each build over a few
 * seeds; {@code -Pfull} has the fuzzer look for more.
 *
 * <p>The first byte of an input decides the settings, the second how long the pieces are that the bytes come in; what
 * follows is a {@link Script}.
 */
class RecoveryFuzzTest {

    private static final int SETTINGS = 2;
    private static final long SEED = 7;
    private static final int SHAPES = 50;
    private static final int SHORT = 2_500;

    private static final List<Delivery> DELIVERIES = List.of(
            Delivery.WIRE,
            Delivery.FOLLOWED,
            new Delivery(Delivery.Showing.HELD, Delivery.Showing.HELD, Delivery.Showing.LIVE, false));

    private static final List<String> BODIES = List.of(
            Recoveries.BODY,
            with("\"output_config\":{\"format\":{\"type\":\"json_schema\",\"schema\":{}}}"),
            with("\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":1024}"),
            Recoveries.BODY.replace("}]}", "},{\"role\":\"assistant\",\"content\":\"So\"}]}"),
            Recoveries.EAGER);

    private static final List<Budgets> BUDGETS = List.of(
            Budgets.DEFAULT,
            Budgets.DEFAULT.withResumes(0),
            Budgets.DEFAULT.withPatience(Duration.ofMinutes(3)),
            Budgets.DEFAULT.withTotal(Duration.ofMinutes(2)));

    private static final List<Capabilities> MODELS = List.of(Recoveries.MODEL, Recoveries.OLD_MODEL);

    private record Timed(Duration time, Input what) {}

    private static String with(String field) {
        return Recoveries.BODY.replace("\"stream\":true", "\"stream\":true," + field);
    }

    static Stream<byte[]> seeds() {
        Stream<String> scripts = Stream.of(
                "~M~T~a~a~z~Y~Q~c",
                "~M~B~b~s~z~T~a~r~M~B~b~s~z~T~a~z~Y~Q",
                "~M~B~b~b~s~s~s~z~T~a~r",
                "~M~T~a~z~C~j~r~M~C~i~z~X~Q",
                "~M~D~r~M~D~E~z~r~M~T~a~z~Y~c",
                "~M~B~b~b~s",
                "~M~G~z~H~g~z~r~M~U~u~z~W~F~z~c",
                "~h\5~r~f~n~wZ~M~P~wz~P~d\11~T~a~|~a~x",
                "~M~T~e ~a~~~O~K~M~T~a~z~V~I~R");
        Stream<byte[]> written = scripts.flatMap(
                        s -> Stream.of("\0\0", "\1\7", "\5\0").map(b -> b + s))
                .map(s -> s.getBytes(ISO_8859_1));
        Stream<byte[]> recorded = LongStream.range(0, SHAPES)
                .mapToObj(s -> String.join("", World.firstFrames(s)))
                .filter(frames -> frames.length() < SHORT)
                .map(RecoveryFuzzTest::cutAndWhole);
        return Stream.concat(written, recorded);
    }

    private static byte[] cutAndWhole(String frames) {
        return ("\0\0" + frames.substring(0, frames.length() / 2) + "~r" + frames).getBytes(UTF_8);
    }

    @MethodSource("seeds")
    @DictionaryEntries({"~M", "~T", "~a", "~z", "~B", "~s", "~C", "~i", "~D", "~E", "~r", "~c", "~Y", "~Q", "~w", "~|"})
    @DictionaryEntries({"event: ", "data: {", "\"type\":\"", "\"index\":0", "\"delta\":{", "content_block_", "_delta\""
    })
    @FuzzTest(maxDuration = "1m")
    void anyAnswers_makeOneLawfulMessageOrAnHonestEnd(byte[] input) {
        if (input.length < SETTINGS) {
            return;
        }
        int piece = input[1] & 0xFF;
        VirtualDriver run = run(input, piece == 0 ? Integer.MAX_VALUE : piece);
        assertLawful(run);

        VirtualDriver byteByByte = run(input, 1);
        assertThat(run.delivered()).isEqualTo(byteByByte.delivered());
        assertThat(run.rules()).isEqualTo(byteByByte.rules());
        assertThat(run.outcome().report().message())
                .isEqualTo(byteByByte.outcome().report().message());
    }

    private static VirtualDriver run(byte[] input, int piece) {
        int choice = input[0] & 0xFF;
        RecoverySettings settings = RecoverySettings.DEFAULT
                .withDelivery(pick(DELIVERIES, choice))
                .withBudgets(pick(BUDGETS, choice / DELIVERIES.size()));
        int rest = choice / (DELIVERIES.size() * BUDGETS.size());
        byte[] body = pick(BODIES, rest).getBytes(UTF_8);
        Recovery recovery = Recovery.of(body, pick(MODELS, rest / BODIES.size()), settings, SEED);
        return drive(recovery, input, piece);
    }

    private static <T> T pick(List<T> values, int choice) {
        return values.get(choice % values.size());
    }

    private static VirtualDriver drive(Recovery recovery, byte[] input, int piece) {
        List<Timed> doings = new ArrayList<>();
        List<Answer> answers = Script.read(input, SETTINGS, (time, what) -> doings.add(new Timed(time, what)));
        VirtualDriver driver =
                VirtualDriver.of(recovery, answers.toArray(Answer[]::new)).inChunksOf(piece);
        doings.forEach(d -> driver.at(d.time(), d.what()));
        driver.run();
        goOnAfterTheEnd(recovery, driver);
        return driver;
    }

    /** The driver complains about whatever comes of it. */
    private static void goOnAfterTheEnd(Recovery recovery, VirtualDriver driver) {
        long later = driver.elapsed().plusDays(1).toNanos();
        int last = driver.calls().size();
        byte[] more = new Wire().ping().bytes();
        assertThat(recovery.wakeAt()).isEqualTo(Recovery.NEVER);
        recovery.on(later, new Input.Tick(), driver);
        recovery.bytes(later, last, more, 0, more.length, driver);
        recovery.on(later, new Input.Ended(last, HowEnded.RESET), driver);
        recovery.on(later, new Input.Cancel(), driver);
    }

    private static void assertLawful(VirtualDriver run) {
        LawfulStream lawful = LawfulStream.of(run.bytes());
        boolean whole = run.outcome() instanceof Outcome.Complete
                || run.outcome() instanceof Outcome.Refused
                || run.outcome() instanceof Outcome.ContextFull;

        assertThat(lawful.isWhole()).as(run.outcome().code()).isEqualTo(whole);
        if (isText(run.bytes())) {
            assertToldAsReported(
                    lawful.blocks(), run.outcome().report().message().blocks());
        }
    }

    /** What the consumer was told is what the outcome says that it was told. */
    private static void assertToldAsReported(List<LawfulStream.Told> told, List<BlockProgress> reported) {
        assertThat(told).hasSizeLessThanOrEqualTo(reported.size());
        for (int i = 0; i < told.size(); i++) {
            LawfulStream.Told block = told.get(i);
            BlockProgress report = reported.get(i);
            assertThat(report.type()).isEqualTo(block.type());
            assertThat(isTrue(report, block)).isTrue();
            if (block.type().equals("text") || block.type().equals("thinking")) {
                JsonSpan json = JsonSpan.of(report.json().getBytes(UTF_8)).orElseThrow();
                assertThat(json.text(block.type())).isEqualTo(block.text());
                assertThat(json.text("signature")).isEqualTo(block.signature());
            }
        }
    }

    /** Only what has an end is whole; what has one that was made here is not, but for thinking that is signed. */
    private static boolean isTrue(BlockProgress report, LawfulStream.Told block) {
        boolean signed = block.type().equals("thinking") && !block.signature().isEmpty();
        return report.finished() ? block.finished() : !(block.finished() && signed);
    }

    /** Whether the bytes are UTF-8: a character that two frames share is not one to whoever reads frame by frame. */
    private static boolean isText(byte[] bytes) {
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException malformed) {
            return false;
        }
    }
}
