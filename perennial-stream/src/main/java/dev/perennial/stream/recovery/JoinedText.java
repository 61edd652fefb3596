package dev.perennial.stream.recovery;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.perennial.stream.internal.JsonText;
import dev.perennial.stream.seam.Decision;
import dev.perennial.stream.seam.Proof;
import dev.perennial.stream.seam.Seam;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A text that is gone on with in its middle: a seam decides what of the continuation is new. */
final class JoinedText implements Rejoining {

    private final Seam seam;
    private final StopSequences stops;
    private final Consumer<Proof> joined;
    private @Nullable Block text;
    private Decision.@Nullable Join decided;
    private int taken;

    /** The listener hears how the place was proven, once it is. */
    JoinedText(Seam seam, StopSequences stops, Consumer<Proof> joined) {
        this.seam = seam;
        this.stops = stops;
        this.joined = joined;
    }

    @Override
    public boolean isHolding() {
        return seam.held() > 0;
    }

    @Override
    public boolean takes(Block block) {
        return block.kind() == BlockKind.TEXT && text == null;
    }

    /** The end of the block says nothing: the stop reason, or another block, will. */
    @Override
    public Step more(Block continued) {
        text = continued;
        Bytes json = continued.text();
        String more = JsonText.decode(json.array(), taken, json.length());
        taken = json.length();
        return more.isEmpty() ? WAIT : more(more);
    }

    private Step more(String more) {
        Decision.Join join = decided;
        return join == null
                ? step(seam.feed(more), false)
                : joined(new Decision.Join(join.text() + more, join.proof()), false);
    }

    /** A model that refuses to go on leaves the text as it is. */
    @Override
    public Step end(String stopReason, boolean atMark) {
        Decision.Join join = decided;
        if (join != null) {
            return joined(join, true);
        }
        return stopReason.equals("refusal") ? new Close("refused") : step(atMark ? seam.endAtMark() : seam.end(), true);
    }

    @Override
    public Step expire() {
        Decision.Join join = decided;
        return join == null ? step(seam.expire(), true) : joined(join, true);
    }

    private Step step(Decision decision, boolean over) {
        return switch (decision) {
            case Decision.Hold hold -> WAIT;
            case Decision.Join join -> joined(join, over);
            case Decision.Finished finished -> {
                joined.accept(finished.proof());
                yield new Close(note(finished.proof()));
            }
            case Decision.AskAgain again ->
                new Fail(new Cause.Unproven(again.doubt().code(), false));
            case Decision.GiveUp giveUp -> new Fail(new Cause.Unproven("remark", true));
        };
    }

    /** The text goes on, but for a stop sequence that began before the break. */
    private Step joined(Decision.Join join, boolean over) {
        decided = join;
        Optional<String> stop = stops.across(seam.asked().written(), join.text());
        if (stop.isPresent()) {
            return new Fail(new Cause.StoppedAcross(stop.get()));
        }
        if (join.text().length() < stops.reach() && !over) {
            return WAIT;
        }
        joined.accept(join.proof());
        return text == null ? new Close(note(join.proof())) : new Add(text, content(join.text()), note(join.proof()));
    }

    private static String note(Proof proof) {
        return proof == Proof.NONE ? "seam unproven" : "seam " + proof.code();
    }

    private static byte[] content(String text) {
        byte[] quoted = JsonText.quote(text).getBytes(UTF_8);
        return Arrays.copyOfRange(quoted, 1, quoted.length - 1);
    }
}
