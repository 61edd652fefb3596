package dev.perennial.stream.recovery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The short way of deltas has to end where the long way ends, which is all that bytes fed one by one ever take. */
class DeltaLaneTest {

    private static final byte[] WRONG = "\"\\{}: \n\r01289abfnrtu,\t".getBytes(UTF_8);

    /** Fewer where the tests are tested, which takes them hundreds of times. */
    private static final long SPOILT_STREAMS = Math.min(4_000, Long.getLong("perennial.simulations", 10_000) / 2);

    private static VirtualDriver run(byte[] stream, int chunk) {
        Answer answer = Answer.stream().then(stream).end(HowEnded.RESET);
        Recovery recovery = Recoveries.with(Budgets.DEFAULT.withResumes(0));
        return VirtualDriver.of(recovery, answer).inChunksOf(chunk).run();
    }

    private static void assertSame(byte[] stream) {
        VirtualDriver shortWay = run(stream, Integer.MAX_VALUE);
        VirtualDriver longWay = run(stream, 1);

        assertThat(shortWay.delivered()).isEqualTo(longWay.delivered());
        assertThat(shortWay.rules()).isEqualTo(longWay.rules());
        assertThat(shortWay.outcome().code()).isEqualTo(longWay.outcome().code());
        assertThat(shortWay.outcome().report().message())
                .isEqualTo(longWay.outcome().report().message());
    }

    @Test
    void spoiltAnywhere_isReadTheSameEitherWay() {
        for (long seed = 0; seed < SPOILT_STREAMS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            byte[] stream = String.join("", World.firstFrames(seed % 50)).getBytes(UTF_8);
            assertSame(spoilt(stream, random));
        }
    }

    private static byte[] spoilt(byte[] stream, SplittableRandom random) {
        byte[] spoilt = stream.clone();
        int at = random.nextInt(stream.length);
        byte wrong = WRONG[random.nextInt(WRONG.length)];
        switch (random.nextInt(3)) {
            case 0 -> spoilt[at] = wrong;
            case 1 -> {
                spoilt = Arrays.copyOf(stream, stream.length + 1);
                System.arraycopy(stream, at, spoilt, at + 1, stream.length - at);
                spoilt[at] = wrong;
            }
            default -> {
                System.arraycopy(stream, at + 1, spoilt, at, stream.length - at - 1);
                spoilt = Arrays.copyOf(spoilt, stream.length - 1);
            }
        }
        return spoilt;
    }

    @Test
    void paddedDeltas_passByteByByte() {
        String padded =
                Wire.message().text("one ", "two ", "three").end("end_turn", 5).toString();
        String stream = padded.replace("\"two \"}}", "\"two \"}        }").replace("\"three\"}}", "\"three\"}  }");

        assertThat(run(stream.getBytes(UTF_8), Integer.MAX_VALUE).events()).isEqualTo(stream);
    }

    @Test
    void secondSignature_takesThePlaceOfTheFirst_andIsNoThinking() {
        Wire twice = Wire.message().openThinking("Hm").delta("{\"type\":\"signature_delta\",\"signature\":\"one\"}");
        String stream = twice.sign("two").text("Hello").toString();

        assertSame(stream.getBytes(UTF_8));
        assertThat(firstBlock(stream.getBytes(UTF_8)))
                .isEqualTo("{\"type\":\"thinking\",\"thinking\":\"Hm\",\"signature\":\"two\"}");
    }

    private static String firstBlock(byte[] stream) {
        Report report = run(stream, Integer.MAX_VALUE).outcome().report();
        return report.message().blocks().getFirst().json();
    }

    @Test
    void deltaOfAnotherBlock_inTheMiddle_breaksTheAttempt() {
        String right = Wire.message().openText("one ", "two ", "three").toString();
        String wrong = right.replace(
                "\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"three",
                "\"index\":1,\"delta\":{\"type\":\"text_delta\",\"text\":\"three");
        VirtualDriver run = run(wrong.getBytes(UTF_8), Integer.MAX_VALUE);

        assertThat(wrong).isNotEqualTo(right);
        assertThat(run.trace()).contains("malformed");
        assertThat(run.events()).doesNotContain("three");
    }

    @Test
    void signaturesInARow_areNoText() {
        Wire signed = Wire.message()
                .openThinking("Hm.", "So.")
                .delta("{\"type\":\"signature_delta\",\"signature\":\"b2xk\"}")
                .sign("bmV3")
                .text("Hello");

        assertSame(signed.bytes());
        assertThat(firstBlock(signed.bytes()))
                .isEqualTo("{\"type\":\"thinking\",\"thinking\":\"Hm.So.\",\"signature\":\"bmV3\"}");
    }
}
