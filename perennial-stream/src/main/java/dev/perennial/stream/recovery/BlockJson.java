package dev.perennial.stream.recovery;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.perennial.stream.internal.JsonSpan;
import dev.perennial.stream.internal.JsonText;
import java.util.List;
import java.util.Optional;

/** Blocks as they stand in the content of a message: the bytes that came, put together; nothing is rendered anew. */
final class BlockJson {

    private static final byte[] EMPTY_OBJECT = {'{', '}'};

    private BlockJson() {}

    /** The block as a later request quotes it. */
    static byte[] of(Block block) {
        return string(block).getBytes(UTF_8);
    }

    /**
     * The same as text. What is no UTF-8 becomes U+FFFD, as clients read it (WHATWG, "Server-sent events"; anthropic-java, {@code
     * SseHandler}).
     */
    static String string(Block block) {
        return new String(
                switch (block.kind()) {
                    case TEXT -> text(block);
                    case THINKING -> thinking(block);
                    case CALL, SERVER_CALL -> call(block);
                    case COMPACTION -> compaction(block);
                    case REDACTED, SERVER_RESULT, FALLBACK, UNKNOWN ->
                        block.start().copy();
                },
                UTF_8);
    }

    /** The input of a call as the model wrote it. */
    static byte[] input(Block block) {
        return JsonText.utf8(
                JsonText.decode(block.text().array(), 0, block.text().length()));
    }

    private static byte[] text(Block block) {
        Edits edits = new Edits(block.start());
        edits.set("text", quoted(block.text()));
        if (!block.whole().isEmpty()) {
            edits.set("citations", array(block.whole()));
        }
        return edits.apply();
    }

    /** A text block with only a part of its text. */
    static byte[] text(Block block, String part) {
        byte[] json = new Edits(block.start())
                .set("text", JsonText.quote(part).getBytes(UTF_8))
                .apply();
        return new String(json, UTF_8).getBytes(UTF_8); // as a whole block
    }

    private static byte[] thinking(Block block) {
        return new Edits(block.start())
                .set("thinking", quoted(block.text()))
                .set("signature", quoted(block.signature()))
                .apply();
    }

    private static byte[] call(Block block) {
        byte[] input = input(block);
        boolean whole = input.length > 0 && JsonSpan.of(input).isPresent();
        byte[] value = whole
                ? input
                : block.start().member("input").map(JsonSpan::copy).orElse(EMPTY_OBJECT);
        return new Edits(block.start()).set("input", value).apply();
    }

    private static byte[] compaction(Block block) {
        Edits edits = new Edits(block.start());
        for (byte[] delta : block.whole()) {
            JsonSpan fields = new JsonSpan(delta, 0, delta.length);
            set(edits, "content", fields.member("content"));
            set(edits, "encrypted_content", fields.member("encrypted_content"));
        }
        return edits.apply();
    }

    private static void set(Edits edits, String name, Optional<JsonSpan> value) {
        value.ifPresent(v -> edits.set(name, v.copy()));
    }

    private static byte[] quoted(Bytes content) {
        byte[] json = new byte[content.length() + 2];
        json[0] = '"';
        System.arraycopy(content.array(), 0, json, 1, content.length());
        json[json.length - 1] = '"';
        return json;
    }

    /** A JSON array of values. */
    static byte[] array(List<byte[]> elements) {
        Bytes json = new Bytes();
        json.add("[");
        String before = "";
        for (byte[] element : elements) {
            json.add(before);
            json.add(element);
            before = ",";
        }
        json.add("]");
        return json.copy();
    }
}
