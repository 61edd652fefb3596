package dev.perennial.simulator.demo;

import java.util.List;
import java.util.Random;

/** Short forms: poems in rhymed couplets, haiku of five, seven and five syllables, a letter. */
final class Poems {

    private static final List<String> COUPLETS = List.of(
            "The morning opens like a door\nand finds the light upon the floor.",
            "A bird begins, another ends,\nthe road is long, the road has bends.",
            "I asked the wind, it would not say,\nit had to leave without delay.",
            "The hours walk in single file\nand rest beside us for a while.",
            "What we have lost the tide returns,\nwhat we have kept the evening burns.",
            "A lamp is lit, a page is turned,\na little lost, a little learned.",
            "The hills are blue, the fields are wide,\nand someone walks the other side.",
            "The rain has washed the windows clear,\nand all that seemed so far is near.",
            "We count the stars and lose the sum\nand start again when others come.",
            "The night comes down without a sound\nand lays its coat upon the ground.",
            "A word was given, small and plain,\nand like a seed it held the rain.",
            "And if you ask me what I know:\nit is enough to watch it go.");
    private static final List<String> FIVE_FIRST = List.of(
            "Morning on the hill",
            "Slow light on the stones",
            "The first leaf has turned",
            "Nothing moves but mist",
            "Cold wind from the north");
    private static final List<String> SEVEN = List.of(
            "a heron waits for the tide",
            "the water carries the moon",
            "someone has left the gate wide",
            "one bell and then the silence",
            "the path goes on without us");
    private static final List<String> FIVE_LAST = List.of(
            "and then it is gone",
            "we listen, and stay",
            "no one says a word",
            "a door stands open",
            "the day folds its wings");
    private static final List<String> RIVER = List.of("The river bends west");

    private Poems() {}

    static String haiku(Random random, String subject) {
        boolean river = subject.toLowerCase(java.util.Locale.ROOT).contains("river");
        List<String> first = river ? RIVER : FIVE_FIRST;
        return first.get(random.nextInt(first.size())) + ",\n" + SEVEN.get(random.nextInt(river ? 2 : SEVEN.size()))
                + ",\n" + FIVE_LAST.get(random.nextInt(FIVE_LAST.size())) + ".\n";
    }

    static String poem(Random random, String subject, int words) {
        Deck couplets = new Deck(random, COUPLETS);
        StringBuilder poem =
                new StringBuilder("# " + (subject.isEmpty() ? "A small song" : Prose.capital(subject)) + "\n");
        for (int i = 0; i == 0 || Prose.words(poem.toString()) + 6 < words; i++) {
            poem.append(i % 2 == 0 ? "\n" : "").append(couplets.deal()).append('\n');
        }
        return poem.toString();
    }

    static String letter(Random random, String subject) {
        String about = subject.isEmpty() ? "how things are going here" : subject;
        String weather = new Deck(
                        random,
                        List.of("The days are getting longer", "It has rained all week", "The garden is doing well"))
                .deal();
        return "Dear friend,\n\nI have been meaning to write to you about " + about + " for some time. " + weather
                + ", and there is finally a quiet hour to sit down and do it.\n\nThere is not much news and no hurry in any of it. What matters to me is that you know I am thinking of you, and that I would like to hear what you think about "
                + about
                + ".\n\nWrite back when you can, or better still, come and visit.\n\nWith warm regards,\n\nYours\n";
    }
}
