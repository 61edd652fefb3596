package dev.perennial.stream.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.stream.internal.JsonText;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Inputs of any characters, cut anywhere, and made again in any pieces: the same, or with one character changed. */
class RepeatedCallsTest {

    private static final int RUNS = 1_000;
    private static final String[] SIGNS = {"a", "\"", "\\", "\n", "é", "水", "🌊", "{", "}", " ", "/", "\u0001"};

    private static String input(SplittableRandom random) {
        StringBuilder value = new StringBuilder();
        for (int i = 1 + random.nextInt(40); i > 0; i--) {
            value.append(SIGNS[random.nextInt(SIGNS.length)]);
        }
        return "{\"v\":" + JsonText.quote(value.toString()) + "}";
    }

    /** The input in pieces of up to twelve characters, some of them written as escapes, that break pairs of surrogates too. */
    private static Wire write(Wire wire, String input, SplittableRandom random) {
        for (int at = 0; at < input.length(); ) {
            int end = Math.min(input.length(), at + random.nextInt(12));
            wire.delta("{\"type\":\"input_json_delta\",\"partial_json\":" + quoted(input.substring(at, end), random)
                    + "}");
            at = end;
        }
        return wire;
    }

    private static String quoted(String piece, SplittableRandom random) {
        if (random.nextInt(3) > 0) {
            return JsonText.quote(piece);
        }
        StringBuilder escaped = new StringBuilder("\"");
        piece.chars().forEach(c -> escaped.append(String.format("\\u%04x", c)));
        return escaped.append('"').toString();
    }

    private static VirtualDriver run(String first, String second, SplittableRandom random) {
        Wire cut = write(Wire.message().openCall("toolu_1"), first, random);
        Wire again = write(Wire.message().openCall("toolu_2"), second, random);
        return VirtualDriver.of(
                        Recoveries.of(Recoveries.EAGER),
                        Answer.of(cut).end(HowEnded.RESET),
                        Answer.whole(again.stop().end("tool_use", 9)))
                .inChunksOf(1 + random.nextInt(200))
                .run();
    }

    @Test
    void sameInput_cutAnywhere_isWholeInTheEnd() {
        for (int seed = 0; seed < RUNS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            String input = input(random);
            String first = input.substring(0, random.nextInt(input.length() + 1));

            VirtualDriver run = run(first, input, random);

            assertThat(run.outcome()).as("seed " + seed).isInstanceOf(Outcome.Complete.class);
            assertThat(Consumer.of(run.delivered()).blocks().getFirst().text())
                    .as("seed " + seed)
                    .isEqualTo(input);
        }
    }

    @Test
    void inputWithAnotherCharacter_isAnErrorBeforeTheCut_andGoesOnBehindIt() {
        for (int seed = 0; seed < RUNS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            String input = input(random);
            int cut = random.nextInt(input.length() + 1);
            int changed = 6 + random.nextInt(input.length() - 8);
            String other = input.substring(0, changed) + '~' + input.substring(changed + 1);

            VirtualDriver run = run(input.substring(0, cut), other, random);

            boolean seen = changed < cut;
            assertThat(run.outcome())
                    .as("seed " + seed)
                    .isInstanceOf(seen ? Outcome.Cut.class : Outcome.Complete.class);
            assertThat(Consumer.of(run.delivered()).blocks().getFirst().text())
                    .as("seed " + seed)
                    .isEqualTo(seen ? input.substring(0, cut) : other);
        }
    }
}
