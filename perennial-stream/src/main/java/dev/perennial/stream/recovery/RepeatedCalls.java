package dev.perennial.stream.recovery;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.perennial.stream.internal.JsonSpan;
import dev.perennial.stream.internal.JsonText;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Calls that are made again because the consumer has them without the end of the last one: that goes on as long as the other
 * attempt says the same, character by character. What is only equal as JSON is not the same.
 */
final class RepeatedCalls implements Repeating {

    private final List<Block> out;
    private int at;
    private @Nullable Block current;
    private String known = "";
    private int read;
    private int agreed;

    /** The calls that are out, at least one, the last of them without its end. */
    RepeatedCalls(List<Block> out) {
        this.out = out;
    }

    /** Text may come before only if it is blank, which is as if it never was. */
    @Override
    public boolean takes(Block block) {
        return block.kind() == BlockKind.CALL || block.kind() == BlockKind.TEXT;
    }

    @Override
    public Step more(Block block) {
        if (block.kind() == BlockKind.TEXT) {
            return block.isBlank() ? WAIT : Repeating.contradicted();
        }
        if (current == null && !isOfSameTool(block)) {
            return Repeating.contradicted();
        }
        if (current == null) {
            begin(block);
        }
        return compared(block);
    }

    private void begin(Block call) {
        Bytes text = out.get(at).text();
        current = call;
        known = JsonText.decode(text.array(), 0, text.length());
        read = 0;
        agreed = 0;
    }

    private boolean isOfSameTool(Block call) {
        return call.name().equals(out.get(at).name()) && input(call).equals(input(out.get(at)));
    }

    /** Some servers send an input in the start of the block. */
    private static Optional<String> input(Block call) {
        return call.start().member("input").map(JsonSpan::text);
    }

    private Step compared(Block call) {
        Bytes json = call.text();
        String more = JsonText.decode(json.array(), read, json.length());
        read = json.length();
        int common = Math.min(more.length(), known.length() - agreed);
        if (!known.startsWith(more.substring(0, common), agreed)) {
            return Repeating.contradicted();
        }
        agreed += common;
        String rest = more.substring(common);
        return at < out.size() - 1 ? whole(call, rest) : last(call, rest);
    }

    /** A call that is whole comes again to the letter, or not. */
    private Step whole(Block call, String rest) {
        boolean ended = call.isFinished();
        if (!rest.isEmpty() || (ended && agreed < known.length())) {
            return Repeating.contradicted();
        }
        if (ended) {
            at++;
            current = null;
        }
        return WAIT;
    }

    private Step last(Block call, String rest) {
        if (call.isFinished() && agreed < known.length()) {
            return Repeating.contradicted();
        }
        return rest.isEmpty() && !call.isFinished() ? WAIT : new Add(call, content(rest), "repeated");
    }

    private static byte[] content(String text) {
        byte[] quoted = JsonText.quote(text).getBytes(UTF_8);
        return Arrays.copyOfRange(quoted, 1, quoted.length - 1);
    }
}
