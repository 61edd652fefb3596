package dev.perennial.simulator.demo;

import dev.perennial.simulator.demo.Intent.Compose;
import java.util.Random;

/** Makes up texts of about the length asked for; equal wishes and seeds give equal texts. */
final class Prose {

    private Prose() {}

    static String write(Compose wish, long seed) {
        Random random = new Random(seed * 31 + wish.hashCodeOfWords());
        return switch (wish.form()) {
            case STORY -> new Story(random, wish.subject()).write(wish.words());
            case ESSAY -> new Essay(random, wish.subject()).write(wish.words());
            case POEM -> Poems.poem(random, wish.subject(), wish.words());
            case HAIKU -> Poems.haiku(random, wish.subject());
            case LETTER -> Poems.letter(random, wish.subject());
        };
    }

    static int words(String text) {
        return text.isBlank() ? 0 : text.strip().split("\\s+").length;
    }

    static String capital(String text) {
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
