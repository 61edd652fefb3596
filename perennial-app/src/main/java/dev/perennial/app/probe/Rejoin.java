package dev.perennial.app.probe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.stream.seam.Continuation;
import dev.perennial.stream.seam.Continuation.Way;
import dev.perennial.stream.seam.Decision;
import dev.perennial.stream.seam.Marks;
import dev.perennial.stream.seam.Proof;
import dev.perennial.stream.seam.Seam;
import dev.perennial.stream.seam.Wording;
import java.util.ArrayList;
import java.util.List;

/** Has a model go on with one cut answer, asked as often as it takes. Not thread-safe. */
final class Rejoin {

    private static final int SAME = 12;

    private final Api api;
    private final String model;
    private final CutAnswer answer;
    private final Marks marks;
    private final List<String> doubts = new ArrayList<>();
    private boolean toTheLetter;
    private long tokensAgain;

    Rejoin(Api api, String model, CutAnswer answer, Marks marks) {
        this.api = api;
        this.model = model;
        this.answer = answer;
        this.marks = marks;
    }

    /** The answer that came, if it is one. */
    static Reaction accepted(Reaction reaction) {
        if (!reaction.isAccepted()) {
            throw new RejectedException("The server answers " + reaction.gist()
                    + ". Check the key, or name another model" + " with --model.");
        }
        return reaction;
    }

    Rejoined at(int place) {
        String written = answer.text().substring(0, place);
        Decision decision = Decision.HOLD;
        for (int again = 0; again <= Continuation.MOST_ASKED_AGAIN && isOpen(decision); again++) {
            decision = ask(Continuation.of(written, Way.ASKED, again, marks), again);
        }
        return new Rejoined(
                place,
                answer.text().length(),
                proof(decision),
                doubts,
                toTheLetter,
                isSame(decision, place),
                tokensAgain);
    }

    private static boolean isOpen(Decision decision) {
        return switch (decision) {
            case Decision.Hold _, Decision.AskAgain _ -> true;
            case Decision.Join _, Decision.Finished _, Decision.GiveUp _ -> false;
        };
    }

    private Decision ask(Continuation asked, int again) {
        Question question = Question.of(
                "a cut answer and a request to go on",
                model,
                Rejoins.MAX_TOKENS,
                answer.askedFor(asked.shown(), Wording.ENGLISH.asking(asked)));
        question.body().putArray("stop_sequences").add(marks.end());
        JsonNode reply = accepted(api.ask(question)).body();
        String said = text(reply);
        Decision decision = decide(new Seam(asked, again == Continuation.MOST_ASKED_AGAIN), said, reply);
        String form = marks.opening() + asked.anchor().text() + marks.closing();
        toTheLetter |= again == 0 && said.startsWith(form);
        count(decision, said.length(), reply.path("usage").path("output_tokens").asLong());
        return decision;
    }

    private Decision decide(Seam seam, String said, JsonNode reply) {
        Decision decision = seam.feed(said);
        if (!(decision instanceof Decision.Hold)) {
            return decision;
        }
        boolean atMark = reply.path("stop_sequence").asText().equals(marks.end());
        return atMark ? seam.endAtMark() : seam.end();
    }

    /** What of an attempt is dropped is taken for the same share of its tokens. */
    private void count(Decision decision, int said, long tokens) {
        int added = decision instanceof Decision.Join join
                ? Math.min(said, join.text().length())
                : 0;
        tokensAgain += said == 0 ? tokens : tokens * (said - added) / said;
        if (decision instanceof Decision.AskAgain again) {
            doubts.add(again.doubt().code());
        }
    }

    private static Proof proof(Decision decision) {
        return switch (decision) {
            case Decision.Join join -> join.proof();
            case Decision.Finished finished -> finished.proof();
            case Decision.Hold _, Decision.AskAgain _, Decision.GiveUp _ -> Proof.NONE;
        };
    }

    private boolean isSame(Decision decision, int place) {
        String rest = answer.text().substring(place);
        String begun = rest.substring(0, Math.min(SAME, rest.length()));
        return decision instanceof Decision.Join join && join.text().startsWith(begun);
    }

    private static String text(JsonNode reply) {
        StringBuilder text = new StringBuilder();
        reply.path("content").forEach(block -> text.append(block.path("text").asText()));
        return text.toString();
    }
}
