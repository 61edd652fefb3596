package dev.perennial.simulator.demo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Deals phrases so that none comes again before all others have come. */
final class Deck {

    private final List<String> cards;
    private final Random random;
    private int at;

    Deck(Random random, String phrases) {
        this(
                random,
                phrases.strip()
                        .lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .toList());
    }

    Deck(Random random, List<String> phrases) {
        this.cards = new ArrayList<>(phrases);
        this.random = random;
        Collections.shuffle(cards, random);
    }

    String deal() {
        if (at == cards.size()) {
            String last = cards.getLast();
            Collections.shuffle(cards, random);
            at = 0;
            if (cards.size() > 1 && cards.getFirst().equals(last)) {
                Collections.swap(cards, 0, cards.size() - 1);
            }
        }
        return cards.get(at++);
    }
}
