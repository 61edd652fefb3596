package dev.perennial.stream.recovery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Fifty messages of all shapes, each cut at every byte and stalled after every frame. */
class EveryOffsetTest {

    private static final int SHAPES = 50;

    @Test
    void cutAtAnyByte_keepsWhatWasPromised() {
        LongStream.range(0, SHAPES).parallel().forEach(EveryOffsetTest::cutEverywhere);
    }

    private static void cutEverywhere(long shape) {
        byte[] all = String.join("", World.firstFrames(shape)).getBytes(UTF_8);
        for (int offset = 0; offset <= all.length; offset++) {
            byte[] some = Arrays.copyOf(all, offset);
            HowEnded how = offset % 2 == 0 ? HowEnded.RESET : HowEnded.CLEAN;
            Simulation.run(shape, World.withFirstAnswer(shape, a -> a.then(some).end(how)));
        }
    }

    @Test
    void stalledAfterAnyFrame_keepsWhatWasPromised() {
        LongStream.range(0, SHAPES).parallel().forEach(EveryOffsetTest::stallEverywhere);
    }

    private static void stallEverywhere(long shape) {
        List<String> frames = World.firstFrames(shape);
        for (int count = 0; count <= frames.size(); count++) {
            String some = String.join("", frames.subList(0, count));
            Simulation.run(shape, World.withFirstAnswer(shape, a -> a.then(some).pings(95, Duration.ofSeconds(10))));
        }
    }

    @Test
    void theShapes_areManyKinds() {
        String all = String.join(
                "",
                IntStream.range(0, SHAPES)
                        .mapToObj(s -> String.join("", World.firstFrames(s)))
                        .toList());

        assertThat(all)
                .contains(
                        "\"tool_use\"",
                        "\"server_tool_use\"",
                        "\"compaction\"",
                        "\"redacted_thinking\"",
                        "\"thinking\"")
                .contains("\"end_turn\"");
    }
}
