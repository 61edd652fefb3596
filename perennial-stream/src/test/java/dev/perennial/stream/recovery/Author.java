package dev.perennial.stream.recovery;

import dev.perennial.stream.corpus.Corpus;
import dev.perennial.stream.internal.JsonText;
import dev.perennial.stream.recovery.Truth.Kind;
import dev.perennial.stream.recovery.Truth.Part;
import java.util.ArrayList;
import java.util.List;

/** Thinks out messages: what a model means to say. */
final class Author {

    private static final String[] WORDS = {
        "stream",
        "river ",
        "\n",
        "\"quoted\"",
        "back\\slash",
        "水",
        "🌊",
        " ",
        "the ",
        "of ",
        "{\"a\":1}",
        "\t",
        "é",
        "—",
        "said ",
        "end. ",
        "\n\n"
    };

    /** Each text begins with a letter that no other text of the run has, so that its first character tells which it is. */
    private static final char FIRST_LETTER = '\u3400';

    private static final int PARTS = 32;
    private static final int LONGEST = 900;
    private static final Corpus CORPUS = new Corpus();

    private final int attempt;
    private final Choices random;
    private final List<Part> parts = new ArrayList<>();
    private int count;

    Author(int attempt, Choices random) {
        this.attempt = attempt;
        this.random = random;
    }

    /** A message of a model that begins anew. */
    static Truth fresh(int attempt, boolean thinks, boolean structured, Choices random) {
        Author message = new Author(attempt, random);
        if (random.nextInt(12) == 0) {
            message.compaction();
        }
        for (int i = thinks ? random.nextInt(3) : 0; i > 0; i--) {
            message.thinking();
        }
        if (random.nextInt(5) == 0) {
            message.call();
        } else if (structured) {
            message.record();
        } else {
            message.body(thinks);
        }
        return message.build();
    }

    /** What follows where a model is asked to go on after what is whole. */
    static Truth more(int attempt, boolean thinks, boolean callWanted, boolean mark, Choices random) {
        Author message = new Author(attempt, random);
        if (thinks && random.nextBoolean()) {
            message.thinking();
        }
        if (callWanted) {
            message.call();
            return message.build();
        }
        if (random.nextInt(3) > 0) {
            message.body(thinks);
        }
        Truth truth = message.build();
        return mark && truth.stopReason().equals("end_turn") ? truth.ending("stop_sequence") : truth;
    }

    /** A model that makes calls again: mostly to the letter, sometimes with another end. */
    static Truth again(int attempt, boolean thinks, List<Part> calls, Choices random) {
        Author message = new Author(attempt, random);
        if (thinks && random.nextBoolean()) {
            message.thinking();
        }
        if (random.nextInt(12) == 0) {
            message.text();
        }
        for (Part call : calls) {
            String input = random.nextInt(6) == 0 ? call.content().replace("null}]}", "0}]}") : call.content();
            message.parts.add(new Part(Kind.CALL, message.id(), input));
        }
        if (random.nextInt(4) == 0) {
            message.call();
        }
        return message.build();
    }

    /** What follows where a model goes on in the middle of a text. */
    static Truth resumed(int attempt, boolean thinks, Resumed resumed, List<Part> meantNext, Choices random) {
        Author message = new Author(attempt, random);
        if (resumed.thinksFirst() || (thinks && random.nextInt(3) == 0)) {
            message.thinking();
        }
        boolean speaks = !resumed.text().isEmpty() || random.nextInt(3) == 0;
        if (speaks) {
            message.parts.add(new Part(Kind.TEXT, message.id(), resumed.text()));
        }
        if (!resumed.stopReason().isEmpty()) {
            return message.build().ending(resumed.stopReason());
        }
        if (!speaks) {
            message.calls();
        } else if (resumed.isTrueToTheEnd() && random.nextInt(3) == 0) {
            message.body(thinks);
        } else if (resumed.isTrueToTheEnd() && random.nextBoolean()) {
            message.parts.addAll(meantNext);
        }
        return message.build();
    }

    private String id() {
        return "a" + attempt + "b" + count++ + "x";
    }

    private String words() {
        StringBuilder words = new StringBuilder();
        words.append((char) (FIRST_LETTER + PARTS * attempt + count % PARTS)).append(id());
        if (random.nextInt(8) == 0) {
            return words.append(' ').append(beginning(random.nextInt(1 << 20))).toString();
        }
        for (int i = random.nextInt(random.nextInt(4) == 0 ? 80 : 14); i > 0; i--) {
            words.append(WORDS[random.nextInt(WORDS.length)]);
        }
        return words.toString();
    }

    /** The beginning of a text of the corpus, up to the end of a code point. */
    private static String beginning(int number) {
        String whole = CORPUS.text(number).whole();
        int end = Math.min(LONGEST, whole.length());
        return whole.substring(0, Character.isHighSurrogate(whole.charAt(end - 1)) ? end - 1 : end);
    }

    private void compaction() {
        parts.add(new Part(Kind.COMPACTION, id(), words()));
    }

    private void thinking() {
        boolean sealed = random.nextInt(4) == 0;
        boolean omitted = random.nextInt(3) == 0;
        parts.add(sealed ? new Part(Kind.SEALED, id(), "") : new Part(Kind.THINKING, id(), omitted ? "" : words()));
    }

    private void call() {
        String input =
                random.nextInt(5) == 0 ? "{}" : "{\"path\":" + JsonText.quote(words()) + ",\"n\":[1,{\"x\":null}]}";
        parts.add(new Part(Kind.CALL, id(), input));
    }

    private void text() {
        boolean blank = random.nextInt(25) == 0;
        parts.add(new Part(Kind.TEXT, id(), blank ? " \n".substring(random.nextInt(3)) : words()));
    }

    /** Text that follows a schema: mostly the same every time it is written. */
    private void record() {
        StringBuilder record = new StringBuilder("{\"steps\":[");
        int other = random.nextInt(4) == 0 ? 1 + random.nextInt(3) : 0;
        for (int i = 0; i < 12; i++) {
            record.append(i == 0 ? "" : ",").append(i == 7 ? 10 * other : i);
        }
        parts.add(new Part(Kind.TEXT, id(), record.append("]}").toString()));
    }

    private void body(boolean thinks) {
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            switch (random.nextInt(6)) {
                case 0 -> serverCall();
                case 1 -> {
                    if (thinks && !parts.isEmpty()) {
                        thinking();
                    }
                    text();
                }
                default -> text();
            }
        }
        calls();
    }

    private void calls() {
        for (int i = random.nextInt(3); i > 0; i--) {
            call();
        }
    }

    private void serverCall() {
        String server = id();
        parts.add(new Part(Kind.SERVER_CALL, server, "{\"query\":\"" + server + "\"}"));
        parts.add(new Part(Kind.SERVER_RESULT, server, ""));
    }

    private Truth build() {
        boolean calls = !parts.isEmpty() && parts.getLast().kind() == Kind.CALL;
        String reason = calls ? "tool_use" : random.nextInt(10) == 0 ? rareReason() : "end_turn";
        return new Truth(attempt, List.copyOf(parts), reason);
    }

    private String rareReason() {
        return switch (random.nextInt(4)) {
            case 0 -> "refusal";
            case 1 -> "model_context_window_exceeded";
            default -> "max_tokens";
        };
    }
}
