package dev.perennial.stream.recovery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Fifty messages of all shapes, cut behind every frame: whoever goes on with them in another process has what a broken connection
 * would have led to.
 */
class ResumedLikeBrokenTest {

    private static final int SHAPES = 50;

    @Test
    void diedBehindAnyFrame_isLikeBrokenThere() {
        LongStream.range(0, SHAPES).parallel().forEach(ResumedLikeBrokenTest::everywhere);
    }

    private static void everywhere(long shape) {
        List<String> frames = World.firstFrames(shape);
        for (int count = 1; count <= frames.size(); count++) {
            String received = String.join("", frames.subList(0, count));
            if (received.contains("message_start") && !received.contains("message_stop")) {
                compare(shape, received);
            }
        }
    }

    private static void compare(long seed, String received) {
        Circumstances circumstances = Circumstances.of(seed);
        VirtualDriver broken = circumstances
                .driver(seed, World.withFirstAnswer(seed, a -> a.then(received).end(HowEnded.RESET)))
                .run();
        VirtualDriver resumed = resumed(seed, circumstances, received).run();

        String where = "Seed " + seed + " after " + received + "\n" + broken.trace() + "\nbut\n" + resumed.trace();
        assertThat(resumed.rules()).as(where).isEqualTo(broken.rules());
        assertThat(bodies(resumed, 0)).as(where).isEqualTo(bodies(broken, 1));
        sameOutcome(resumed.outcome(), broken.outcome(), where);
        if (broken.outcome().isWhole()) { // else what was received of a block that would be held here stays as it is
            sameMessage(Folded.of(received + resumed.delivered()), Folded.of(broken.delivered()), where);
        }
    }

    private static VirtualDriver resumed(long seed, Circumstances circumstances, String received) {
        World world = World.withFirstAnswer(seed, a -> a);
        RecoverySettings settings = circumstances.settings();
        byte[] body = circumstances.body().getBytes(UTF_8);
        world.answer(1, new Call(Call.Shape.ORIGINAL, () -> body, 0));
        Target target = new Target(() -> body, circumstances.model(), settings.clocks(), settings.circuits());
        Recovery recovery = Recovery.resuming(
                List.of(target), 0, new Received(received.getBytes(UTF_8), Optional.of("req_1")), settings, seed);
        return circumstances.driver(recovery, world);
    }

    private static List<String> bodies(VirtualDriver run, int from) {
        return run.calls().stream()
                .skip(from)
                .map(call -> call.shape() + " " + new String(call.body(), UTF_8))
                .toList();
    }

    private static void sameMessage(Folded resumed, Folded broken, String where) {
        assertThat(resumed.content()).as(where).isEqualTo(broken.content());
        assertThat(resumed.stopReason()).as(where).isEqualTo(broken.stopReason());
        assertThat(resumed.usage()).as(where).isEqualTo(broken.usage());
    }

    private static void sameOutcome(Outcome resumed, Outcome broken, String where) {
        assertThat(resumed.code()).as(where).isEqualTo(broken.code());
        assertThat(resumed.report().message())
                .as(where)
                .isEqualTo(broken.report().message());
        assertThat(resumed.report().attempts())
                .as(where)
                .extracting(AttemptReport::usage)
                .isEqualTo(broken.report().attempts().stream()
                        .map(AttemptReport::usage)
                        .toList());
    }
}
