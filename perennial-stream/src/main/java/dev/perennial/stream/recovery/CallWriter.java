package dev.perennial.stream.recovery;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.perennial.models.Capabilities;
import dev.perennial.stream.internal.JsonSpan;
import dev.perennial.stream.internal.JsonText;
import dev.perennial.stream.seam.Continuation;
import dev.perennial.stream.seam.Continuation.Way;
import dev.perennial.stream.seam.Wording;
import java.util.List;
import java.util.Optional;

/** Writes the requests that go on with a message: the caller's body with a few bytes more. */
final class CallWriter {

    /** What the repeated anchor and its tags take of the output, at most. */
    private static final long ECHO_TOKENS = 120;

    private static final byte[] NULL = "null".getBytes(UTF_8);

    private final Body body;
    private final RequestFacts facts;
    private final Capabilities model;
    private final ContainerInUse container;
    private final int target;

    CallWriter(Body body, RequestFacts facts, Capabilities model, ContainerInUse container, int target) {
        this.body = body;
        this.facts = facts;
        this.model = model;
        this.container = container;
        this.target = target;
    }

    Call original() {
        return new Call(Call.Shape.ORIGINAL, body, target);
    }

    /** Shows the blocks and has the model go on after them, asked if need be; empty if no such request can be made. */
    Optional<Call> after(List<Block> blocks, Step step, String question, String mark, long tokensWritten) {
        Call.Shape shape = shape(step);
        byte[] content = content(blocks, shape == Call.Shape.PREFILL);
        Optional<String> asked = shape == Call.Shape.ASKING ? Optional.of(question) : Optional.empty();
        return goingOn(shape, content, asked, mark, tokensWritten);
    }

    /** How a model is brought to go on in the middle of a text. */
    Way wayInText() {
        return facts.takesPrefill() ? Way.PREFILLED : Way.ASKED;
    }

    /** Shows the blocks and an open text, and has the model go on in its middle; empty if no such request can be made. */
    Optional<Call> inText(List<Block> blocks, Block open, Continuation asked, Wording wording, long tokensWritten) {
        Bytes content = new Bytes();
        content.add(content(blocks, false));
        content.add(blocks.isEmpty() ? "" : ",");
        content.add(BlockJson.text(open, asked.shown()));
        String mark = asked.marks().end();
        return switch (asked.way()) {
            case PREFILLED -> goingOn(Call.Shape.PREFILL, content.copy(), Optional.empty(), mark, tokensWritten);
            case ASKED -> {
                long again =
                        ECHO_TOKENS + model.tokenizer().estimate(asked.known().length());
                long written = Math.max(0, tokensWritten - again);
                yield goingOn(Call.Shape.CONTINUING, content.copy(), Optional.of(wording.asking(asked)), mark, written);
            }
        };
    }

    /** Who is asked gets the mark as a stop sequence too. */
    private Optional<Call> goingOn(
            Call.Shape shape, byte[] content, Optional<String> question, String mark, long written) {
        if (!facts.leaveRoom(written)) {
            return Optional.empty();
        }
        RequestBody request = new RequestBody(body.bytes());
        return request.messages().map(messages -> {
            Edits edits = new Edits(request.document());
            limit(edits, request, facts.maxTokens() - written);
            container.writeInto(edits, request.document());
            takeCreditBack(edits, request);
            addTurns(edits, request, messages, content, question);
            if (question.isPresent()) {
                addStop(edits, request, mark);
            }
            byte[] edited = edits.apply();
            return new Call(shape, () -> edited, target);
        });
    }

    /**
     * A fallback credit is redeemed with the body that was refused, or with that and one turn more; with any other the API
     * refuses the request (platform.claude.com, "Fallback credit").
     */
    private static void takeCreditBack(Edits edits, RequestBody request) {
        request.document().member("fallback_credit_token").ifPresent(token -> edits.replace(token, NULL));
    }

    private Call.Shape shape(Step step) {
        if (step == Step.SEND_BACK) {
            return Call.Shape.PAUSED_TURN;
        }
        return facts.takesPrefill() ? Call.Shape.PREFILL : Call.Shape.ASKING;
    }

    /** The model may write what is left of {@code max_tokens}, and may not think more than that. */
    private void limit(Edits edits, RequestBody request, long left) {
        if (facts.hasMaxTokens()) {
            edits.set("max_tokens", number(left));
        }
        if (facts.thinkingBudget() >= left) {
            request.document()
                    .member("thinking")
                    .ifPresent(t -> edits.set(t, "budget_tokens", number(facts.budgetOf(left))));
        }
    }

    private static byte[] number(long value) {
        return Long.toString(value).getBytes(UTF_8);
    }

    private static void addTurns(
            Edits edits, RequestBody request, JsonSpan messages, byte[] content, Optional<String> question) {
        Bytes turns = new Bytes();
        Optional<JsonSpan> open = request.endsWithAssistant() ? request.lastMessage() : Optional.empty();
        if (open.isPresent()) {
            extend(edits, open.get(), content);
        } else {
            turns.add("{\"role\":\"assistant\",\"content\":[");
            turns.add(content);
            turns.add("]}");
        }
        question.ifPresent(q -> {
            turns.add(turns.isEmpty() ? "" : ",");
            turns.add("{\"role\":\"user\",\"content\":" + JsonText.quote(q) + "}");
        });
        if (!turns.isEmpty()) {
            edits.append(messages, turns.copy());
        }
    }

    /** The request's own last turn is the assistant's: there is one turn, not two. */
    private static void extend(Edits edits, JsonSpan message, byte[] content) {
        Optional<JsonSpan> old = message.member("content");
        if (old.filter(JsonSpan::isArray).isPresent()) {
            edits.append(old.get(), content);
            return;
        }
        Bytes array = new Bytes();
        array.add("[");
        old.filter(JsonSpan::isString).filter(t -> !t.text().isEmpty()).ifPresent(text -> {
            array.add("{\"type\":\"text\",\"text\":");
            array.add(text.copy());
            array.add("},");
        });
        array.add(content);
        array.add("]");
        edits.set(message, "content", array.copy());
    }

    private static byte[] content(List<Block> blocks, boolean trimLast) {
        Bytes json = new Bytes();
        for (int i = 0; i < blocks.size(); i++) {
            json.add(i == 0 ? "" : ",");
            boolean trimmed = trimLast && i == blocks.size() - 1;
            byte[] block = BlockJson.of(blocks.get(i));
            json.add(trimmed ? withoutTrailingSpace(block) : block);
        }
        return json.copy();
    }

    /** A prefill must not end with white space. */
    private static byte[] withoutTrailingSpace(byte[] block) {
        JsonSpan json = new JsonSpan(block, 0, block.length);
        Optional<JsonSpan> text = json.member("text").filter(JsonSpan::isString);
        return text.map(t -> new Edits(json)
                        .replace(
                                t,
                                JsonText.quote(WhiteSpace.strippedFromEndOf(t.text()))
                                        .getBytes(UTF_8))
                        .apply())
                .orElse(block);
    }

    private static void addStop(Edits edits, RequestBody request, String mark) {
        byte[] quoted = JsonText.quote(mark).getBytes(UTF_8);
        Optional<JsonSpan> stops = request.stopSequences();
        if (stops.isPresent()) {
            edits.append(stops.get(), quoted);
        } else {
            edits.set("stop_sequences", ("[" + JsonText.quote(mark) + "]").getBytes(UTF_8));
        }
    }
}
