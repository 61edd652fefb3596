package dev.perennial.benchmarks;

import dev.perennial.simulator.manner.Continued;
import dev.perennial.simulator.manner.Interrupted;
import dev.perennial.simulator.manner.Manner;
import dev.perennial.simulator.manner.Piece;
import dev.perennial.stream.seam.Continuation;
import dev.perennial.stream.seam.Continuation.Way;
import dev.perennial.stream.seam.Decision;
import dev.perennial.stream.seam.Marks;
import dev.perennial.stream.seam.Proof;
import dev.perennial.stream.seam.Seam;
import dev.perennial.stream.seam.Wording;
import java.util.Random;

/** A text that breaks several times, and is mended each time. Not thread-safe. */
final class MendedText {

    private static final int DELTA = 4;

    private final String whole;
    private final Way way;
    private final Manner manner;
    private final Random random;
    private final StringBuilder text = new StringBuilder();

    private boolean over;
    private int breaks;
    private int proven;
    private int lossy;
    private int asks;
    private long boughtAgain;

    private MendedText(String whole, Way way, Manner manner, long seed) {
        this.whole = whole;
        this.way = way;
        this.manner = manner;
        this.random = new Random(seed);
    }

    static MendedText of(String whole, int breaks, Way way, Manner manner, long seed) {
        MendedText mended = new MendedText(whole, way, manner, seed);
        mended.text.append(whole, 0, 1 + mended.random.nextInt(whole.length() / (breaks + 1)));
        for (int left = breaks; left > 0 && mended.isRight() && !mended.over; left--) {
            mended.mend(left);
        }
        return mended;
    }

    /** Mends a break; the text breaks again after a part of what is left, unless this was the last break. */
    private void mend(int left) {
        breaks++;
        Decision decision = Decision.HOLD;
        for (int again = 0; again <= Continuation.MOST_ASKED_AGAIN && !isSettled(decision); again++) {
            decision = ask(again, left);
        }
        over = isWhole() || !(decision instanceof Decision.Join);
    }

    private static boolean isSettled(Decision decision) {
        return !(decision instanceof Decision.Hold || decision instanceof Decision.AskAgain);
    }

    private Decision ask(int again, int left) {
        asks++;
        String written = text.toString();
        Continuation asked = Continuation.of(written, way, again, new Marks("7f3a" + again));
        String request = way == Way.ASKED ? Wording.ENGLISH.asking(asked) : "";
        String rest = whole.substring(asked.shown().length());
        Continued reply = manner.continuation(new Interrupted(asked.shown(), rest, request), random.nextLong());
        String said = withoutMark(reply.text(), asked.marks().end());
        Seam seam = new Seam(asked, again == Continuation.MOST_ASKED_AGAIN);
        int read = 0;
        Decision decision = Decision.HOLD;
        while (read < said.length() && decision instanceof Decision.Hold) {
            int next = Math.min(said.length(), read + DELTA);
            decision = seam.feed(said.substring(read, next));
            read = next;
        }
        Decision settled = decision instanceof Decision.Hold ? end(seam, reply, asked) : decision;
        take(settled, said.substring(read), left, read);
        lossy += isLossy(settled, reply, asked, read) ? 1 : 0;
        return settled;
    }

    private static Decision end(Seam seam, Continued reply, Continuation asked) {
        return reply.text().contains(asked.marks().end()) ? seam.endAtMark() : seam.end();
    }

    private static String withoutMark(String reply, String mark) {
        int at = reply.indexOf(mark);
        return at < 0 ? reply : reply.substring(0, at);
    }

    private void take(Decision decision, String more, int left, int read) {
        switch (decision) {
            case Decision.Join join -> {
                proven += join.proof() == Proof.NONE ? 0 : 1;
                boughtAgain += read - join.text().length();
                int part = left == 1 ? more.length() : random.nextInt(1 + 2 * more.length() / (left + 1));
                text.append(join.text()).append(more, 0, Math.min(part, more.length()));
            }
            case Decision.Finished finished -> proven += finished.proof() == Proof.NONE ? 0 : 1;
            case Decision.AskAgain doubtful -> boughtAgain += read;
            case Decision.GiveUp giveUp -> boughtAgain += read;
            case Decision.Hold hold -> {}
        }
    }

    /** Whether new characters were dropped: more went than stands before them. */
    private static boolean isLossy(Decision decision, Continued reply, Continuation asked, int read) {
        if (!(decision instanceof Decision.Join join) || join.proof() == Proof.NONE) {
            return false;
        }
        int before = 0;
        for (Piece piece : reply.pieces()) {
            if (piece.kind() == Piece.Kind.NEW) {
                return read - join.text().length() > before + asked.known().length();
            }
            before += piece.text().length();
        }
        return false;
    }

    /** Whether it is still what the model meant. */
    private boolean isRight() {
        return whole.startsWith(text.toString());
    }

    boolean isWhole() {
        return whole.contentEquals(text);
    }

    String whole() {
        return whole;
    }

    int breaks() {
        return breaks;
    }

    /** How many seams are proven. */
    int proven() {
        return proven;
    }

    /** How many proven seams lost new text. */
    int lossy() {
        return lossy;
    }

    /** How often the model was asked. */
    int asks() {
        return asks;
    }

    /** How many characters were written that the reader has from elsewhere, or never gets. */
    long boughtAgain() {
        return boughtAgain;
    }
}
