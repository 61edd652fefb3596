package dev.perennial.stream.recovery;

import dev.perennial.stream.internal.JsonSpan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** One content block as it is put together of its start and its deltas; keeps what a later request has to quote. */
final class Block {

    private static final int NOWHERE = -1;

    private final BlockKind kind;
    private JsonSpan start;
    private final Bytes text = new Bytes();
    private final Bytes signature = new Bytes();
    private final List<byte[]> whole = new ArrayList<>();

    private int index = NOWHERE;
    private long lettersBefore;
    private int ownFrom;
    private boolean finished;
    private boolean cut;
    private boolean blank = true;
    private boolean strange;

    /** A block that begins with a copy of {@code content_block}. */
    Block(JsonSpan contentBlock) {
        byte[] copy = contentBlock.copy();
        this.start = new JsonSpan(copy, 0, copy.length);
        this.kind = BlockKind.of(start.text("type"));
        string("text").ifPresent(s -> addText(s.bytes(), s.start() + 1, s.end() - 1));
        string("thinking").ifPresent(s -> addText(s.bytes(), s.start() + 1, s.end() - 1));
        string("signature").ifPresent(s -> signature.add(s.bytes(), s.start() + 1, s.end() - 1));
    }

    /** A member of the start; one that is null or something else says nothing. */
    private Optional<JsonSpan> string(String name) {
        return start.member(name).filter(JsonSpan::isString);
    }

    void add(MessageFrame frame) {
        switch (frame.delta()) {
            case TEXT, THINKING, INPUT -> addText(frame.json(), frame.textStart(), frame.textEnd());
            case SIGNATURE -> {
                signature.clear();
                signature.add(frame.json(), frame.textStart(), frame.textEnd());
            }
            case CITATION ->
                frame.member("delta").flatMap(d -> d.member("citation")).ifPresent(c -> whole.add(c.copy()));
            case COMPACTION -> frame.member("delta").ifPresent(d -> whole.add(d.copy()));
            case UNKNOWN -> strange = true;
        }
    }

    /** Adds the content of a JSON string. */
    void addText(byte[] json, int from, int to) {
        blank = blank && WhiteSpace.isAllOf(json, from, to);
        text.add(json, from, to);
    }

    void finish() {
        finished = true;
    }

    /** Nothing more comes, though there would have been more. */
    void cut() {
        finished = true;
        cut = true;
    }

    /** Whether all of it is here: a client sees no difference between a cut block that was closed and a whole one. */
    boolean isWhole() {
        return finished && !cut;
    }

    BlockKind kind() {
        return kind;
    }

    /** {@code content_block} as it came in the start of the block. */
    JsonSpan start() {
        return start;
    }

    /** The name of the tool that it calls; empty if it is no call. */
    String name() {
        return start.text("name");
    }

    /** Its place in the message that the consumer gets; -1 as long as it has none. */
    int index() {
        return index;
    }

    void moveTo(int place) {
        index = place;
    }

    boolean isFinished() {
        return finished;
    }

    /** Whether it has no character yet but white space. */
    boolean isBlank() {
        return blank;
    }

    /** Text without a character but white space is refused when it is sent back. */
    boolean isBlankText() {
        return kind == BlockKind.TEXT && blank;
    }

    /** Whether it has deltas that are not understood, so that it cannot be quoted. */
    boolean isStrange() {
        return strange;
    }

    /** Text, thinking, or the pieces of input: the content of a JSON string. */
    Bytes text() {
        return text;
    }

    Bytes signature() {
        return signature;
    }

    /** Citations of a text block, or the one delta of a compaction block, as JSON. */
    List<byte[]> whole() {
        return whole;
    }

    /** Whether it is text that has citations, or was announced to have some. */
    boolean isCited() {
        return !whole.isEmpty()
                || start.member("citations").filter(JsonSpan::isArray).isPresent();
    }

    /** Becomes a text that was out before, and so much more. */
    void becomes(Block out, byte[] more) {
        lettersBefore = letters();
        Bytes all = new Bytes();
        all.add(out.text.array(), 0, out.text.length());
        all.add(more);
        ownFrom = all.length();
        text.clear();
        text.add(all.array(), 0, all.length());
        blank = false;
    }

    /** Says again what was out before, and goes on: for the consumer it is the same call. */
    void repeats(Block out) {
        start = out.start;
    }

    /** How much text its attempt wrote for it, measured in {@link Letters}. */
    long letters() {
        return lettersBefore + Letters.in(text, ownFrom);
    }

    /** Thinking without signature is refused when it is sent back. */
    boolean isUnsigned() {
        return kind == BlockKind.THINKING && signature.isEmpty();
    }

    /** Whether neither text says anything against the other, as far as both go. */
    boolean agreesWith(Block other) {
        int common = Math.min(text.length(), other.text.length());
        return Arrays.equals(text.array(), 0, common, other.text.array(), 0, common);
    }

    /** Whether the input of a finished call is one JSON value. */
    boolean hasWholeInput() {
        if (text.isEmpty()) {
            return true;
        }
        byte[] input = BlockJson.input(this);
        return input.length == 0 || JsonSpan.of(input).isPresent();
    }
}
