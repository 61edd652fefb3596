package dev.perennial.simulator.demo;

import java.util.Random;

/** Writes about a subject in general terms; it knows nothing about it and claims no facts. */
final class Essay {

    private static final String OPENING = """
            Few things seem as familiar as {s}, and few reward a second look as much.
            To write about {s} is to begin in the middle, for everybody has met it before.
            Ask ten people about {s} and you will hear ten beginnings.
            """;
    private static final String POINT = """
            The first thing to notice about {s} is how much depends on where one stands.
            It helps to separate what {s} is from what people expect of it.
            Much that is said about {s} is really about the people who say it.
            There is a practical side to {s}, and it deserves the first word.
            Time changes the question: {s} today is not what it was to those who came before.
            One can approach {s} from its parts or from the whole, and the two views rarely agree.
            Every account of {s} leaves something out, and what is left out is worth asking for.
            A good way into {s} is to look at a single day of it.
            It would be easy to praise {s}, and just as easy to complain; neither explains it.
            What makes {s} hard to describe is that it does not hold still.
            """;
    private static final String DETAIL = """
            Small things decide more here than large ones.
            Attention is the cheapest tool for this, and the one most often missing.
            The exceptions are as instructive as the rule.
            Nobody needs a theory to see that, but a little patience helps.
            What looks like a detail at first often carries the rest.
            It is worth going slowly at this point.
            Others have said so before, in other words and for other reasons.
            The opposite can be defended too, and sometimes should be.
            Where the evidence ends, honesty has to begin.
            A plain example says more than a long definition.
            That is not a contradiction, only two sides of one thing.
            Those who work with it every day know this without being told.
            Comparison is useful as long as one remembers what is being compared.
            Here the easy answer and the right one part ways.
            """;
    private static final String CLOSING = """
            So {s} remains what it was at the start, with one difference: we have looked at it for a while, and that is where understanding begins.
            In the end there is no last word on {s}, only a better next question.
            """;

    private final Deck points;
    private final Deck details;
    private final String opening;
    private final String closing;
    private final String subject;
    private final Random random;

    Essay(Random random, String subject) {
        this.random = random;
        this.subject = subject.isEmpty() ? "the ordinary" : subject;
        this.points = new Deck(random, POINT);
        this.details = new Deck(random, DETAIL);
        this.opening = new Deck(random, OPENING).deal();
        this.closing = new Deck(random, CLOSING).deal();
    }

    String write(int words) {
        StringBuilder text = new StringBuilder(words < 60 ? "" : "# On " + subject + "\n\n").append(about(opening));
        int left = words - Prose.words(text.toString()) - Prose.words(about(closing));
        while (left > 8) {
            String paragraph = paragraph(left);
            text.append("\n\n").append(paragraph);
            left -= Prose.words(paragraph);
        }
        return text.append("\n\n").append(about(closing)).append('\n').toString();
    }

    private String paragraph(int most) {
        StringBuilder text = new StringBuilder(about(points.deal()));
        int sentences = 3 + random.nextInt(4);
        for (int i = 0; i < sentences && Prose.words(text.toString()) + 8 < most; i++) {
            text.append(' ').append(details.deal());
        }
        return text.toString();
    }

    private String about(String template) {
        return Prose.capital(template.replace("{s}", subject));
    }
}
