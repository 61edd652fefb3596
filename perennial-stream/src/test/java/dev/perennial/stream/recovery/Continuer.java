package dev.perennial.stream.recovery;

import dev.perennial.simulator.manner.Continued;
import dev.perennial.simulator.manner.Interrupted;
import dev.perennial.stream.internal.JsonSpan;
import java.util.ArrayList;
import java.util.List;

/** A model that means one text, breaks off in it, and goes on with it in a manner when it is asked to. */
final class Continuer implements VirtualDriver.Server {

    /** How it goes on. */
    interface Model {
        Continued goOn(Interrupted answer, long seed);
    }

    /** How many characters a delta has. */
    static final int DELTA = 5;

    private final String whole;
    private final Model model;
    private final List<Integer> breaks;
    private int written;

    /** Breaks off after so many characters of the text, then after so many of each answer. */
    Continuer(String whole, Model model, Integer... breaks) {
        this.whole = whole;
        this.model = model;
        this.breaks = new ArrayList<>(List.of(breaks));
    }

    @Override
    public Answer answer(int attempt, Call call) {
        Wire wire = new Wire().start("msg_" + attempt, 10);
        String reply = attempt == 1 ? whole : reply(attempt, call);
        if (breaks.isEmpty()) {
            return Answer.whole(closed(wire, reply));
        }
        int length = Math.min(reply.length(), breaks.removeFirst());
        return Answer.of(wire.openText(pieces(reply.substring(0, length)))).end(HowEnded.RESET);
    }

    private String reply(int attempt, Call call) {
        List<JsonSpan> messages = new ArrayList<>();
        JsonSpan.of(call.body()).orElseThrow().member("messages").orElseThrow().elements(messages::add);
        boolean asked = call.shape() == Call.Shape.CONTINUING;
        String request = asked ? messages.getLast().text("content") : "";
        JsonSpan turn = messages.get(messages.size() - (asked ? 2 : 1));
        String shown =
                turn.member("content").flatMap(JsonSpan::last).orElseThrow().text("text");
        written = shown.length();
        if (!whole.startsWith(shown)) {
            throw new AssertionError("The model never said '" + shown + "'");
        }
        return model.goOn(new Interrupted(shown, whole.substring(written), request), attempt)
                .text();
    }

    /** At its end mark the API stops, and does not hand the mark out. */
    private static Wire closed(Wire wire, String reply) {
        int mark = reply.indexOf("<done-");
        boolean exact = mark >= 0 && reply.matches("(?s).*<done-[0-9a-f]+/>");
        return exact
                ? text(wire, reply.substring(0, mark)).stoppedAt(reply.substring(mark))
                : text(wire, reply).end("end_turn", 9);
    }

    private static Wire text(Wire wire, String text) {
        return text.isEmpty() ? wire : wire.text(pieces(text));
    }

    private static String[] pieces(String text) {
        List<String> pieces = new ArrayList<>();
        for (int at = 0; at < text.length(); at += DELTA) {
            pieces.add(text.substring(at, Math.min(text.length(), at + DELTA)));
        }
        return pieces.toArray(String[]::new);
    }
}
