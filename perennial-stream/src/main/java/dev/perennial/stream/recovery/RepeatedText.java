package dev.perennial.stream.recovery;

import java.util.Arrays;

/** A text under a schema that begins anew: what goes beyond the text that is out is added, as long as it says the same. */
final class RepeatedText implements Repeating {

    private final Block out;

    RepeatedText(Block out) {
        this.out = out;
    }

    @Override
    public boolean takes(Block block) {
        return block.kind() == BlockKind.TEXT;
    }

    @Override
    public Step more(Block text) {
        int known = out.text().length();
        int length = text.text().length();
        if (!out.agreesWith(text) || (text.isFinished() && length < known)) {
            return Repeating.contradicted();
        }
        boolean enough = length > known || text.isFinished();
        return enough ? new Add(text, Arrays.copyOfRange(text.text().array(), known, length), "repeated") : WAIT;
    }
}
