package dev.perennial.simulator.demo;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells a story in scenes: somewhere, something happens, somebody says something, something is found. */
final class Story {

    private static final Pattern SLOT = Pattern.compile("\\{(\\w+)}");
    private static final int CHAPTERS_FROM = 1_200;
    private static final int WORDS_OF_A_CHAPTER = 550;
    private static final List<String> SCENE =
            List.of("setting", "action", "dialogue", "meeting", "action", "dialogue", "finding", "thought");

    private final Map<String, Deck> decks = new HashMap<>();
    private final Map<String, String> names = new HashMap<>();
    private final Random random;

    Story(Random random, String subject) {
        this.random = random;
        new TreeMap<>(StoryPhrases.BANKS).forEach((name, phrases) -> decks.put(name, new Deck(random, phrases)));
        names.put("hero", deal("name"));
        names.put("friend", deal("name"));
        names.put("town", deal("town"));
        names.put("goal", deal("goal"));
        names.put("subject", subject.isEmpty() ? deal("subject") : subject);
    }

    String write(int words) {
        String end = fill(deal("ending"));
        StringBuilder story = new StringBuilder(title(words)).append(fill(deal("opening")));
        int chapters = words >= CHAPTERS_FROM ? Math.max(2, words / WORDS_OF_A_CHAPTER) : 1;
        int left = words - Prose.words(story.toString()) - Prose.words(end);
        for (int chapter = 1; chapter <= chapters && left > 0; chapter++) {
            String text = chapter(chapter, chapters, left / (chapters - chapter + 1));
            story.append(text);
            left -= Prose.words(text);
        }
        return story.append("\n\n").append(end).append('\n').toString();
    }

    private String title(int words) {
        String title = fill(deal("title"));
        return words < 60 ? "" : "# " + Prose.capital(title) + "\n\n";
    }

    private String chapter(int number, int chapters, int words) {
        StringBuilder text = new StringBuilder(
                chapters == 1 || number == 1 ? "" : "\n\n## " + number + ". " + Prose.capital(fill(deal("heading"))));
        int scene = number == 1 ? 1 : 0;
        int left = words - Prose.words(text.toString());
        while (left > 6) {
            String paragraph = paragraph(SCENE.get(scene++ % SCENE.size()), left);
            text.append("\n\n").append(paragraph);
            left -= Prose.words(paragraph);
        }
        return text.toString();
    }

    private String paragraph(String kind, int most) {
        StringBuilder text = new StringBuilder(fill(deal(kind)));
        int sentences = 2 + random.nextInt(3);
        for (int i = 1; i < sentences && Prose.words(text.toString()) + 8 < most; i++) {
            String next =
                    kind.equals("dialogue") ? deal(i % 2 == 1 ? "reply" : "gesture") : deal(i == 1 ? kind : "detail");
            text.append(kind.equals("dialogue") && i % 2 == 1 ? "\n\n" : " ").append(fill(next));
        }
        return text.toString();
    }

    private String deal(String bank) {
        Deck deck = decks.get(bank);
        return deck == null ? bank : deck.deal();
    }

    private String fill(String template) {
        String text = SLOT.matcher(template)
                .replaceAll(slot -> Matcher.quoteReplacement(
                        names.containsKey(slot.group(1))
                                ? names.getOrDefault(slot.group(1), "")
                                : deal(slot.group(1))));
        return Prose.capital(text);
    }
}
