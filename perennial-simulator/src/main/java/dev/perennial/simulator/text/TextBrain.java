package dev.perennial.simulator.text;

import static java.util.Objects.requireNonNull;

import dev.perennial.simulator.Brain;
import dev.perennial.simulator.Prompt;
import dev.perennial.simulator.Reply;

/**
 * Writes the {@link PseudoText} of the simulator's seed from its beginning, and goes on with exactly the next character
 * where a conversation asks for it.
 *
 * <p>How long: what the newest user message that names a length, and does not ask to continue, says ({@code 5000 words}, {@code 128000 tokens}, {@code
 * tokens: 128000}, {@code characters: 900}), else the brain's own length. Where to go on: after the end of the last
 * assistant message, if that is a piece of the text and either ends the conversation (prefill) or is followed by a user
 * message that asks to continue. The length counts from the beginning of the text, so a continued answer ends where the
 * uninterrupted one would have.
 */
public final class TextBrain implements Brain {

    private final long defaultCharacters;
    private final TextKind kind;

    private TextBrain(long defaultCharacters, TextKind kind) {
        this.defaultCharacters = defaultCharacters;
        this.kind = kind;
    }

    /** A brain that writes 2,000 characters where the prompt names no length. */
    public static TextBrain create() {
        return ofCharacters(2_000);
    }

    /**
     * A brain that writes this many UTF-16 units where the prompt names no length.
     *
     * @throws IllegalArgumentException if {@code characters} is negative
     */
    public static TextBrain ofCharacters(long characters) {
        if (characters < 0) {
            throw new IllegalArgumentException("characters " + characters + " must not be negative.");
        }
        return new TextBrain(characters, TextKind.PROSE);
    }

    /** This brain writing text of another kind. */
    public TextBrain writing(TextKind other) {
        return new TextBrain(defaultCharacters, requireNonNull(other, "other"));
    }

    @Override
    public Reply reply(Prompt prompt) {
        PseudoText text = PseudoText.of(prompt.seed(), kind);
        long start = Continuation.start(prompt, text);
        long most = start + AskedLength.mostCharacters(prompt);
        long end = Math.min(most, AskedLength.of(prompt, text, most).orElse(defaultCharacters));
        return start < end ? Reply.text(text.slice(start, end)) : Reply.of();
    }
}
