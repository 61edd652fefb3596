package dev.perennial.stream.seam;

import dev.perennial.stream.seam.Marks.Kind;
import dev.perennial.stream.seam.Marks.Mark;
import java.util.Optional;

/** Judges a continuation by the end of the text that the model was not shown: what comes behind it is new. */
final class KnownTextJudge implements Judge {

    private final Marks marks;
    private final Echo echo;
    private final Overlap overlap;
    private final String lead;
    private final String known;
    private final String space;
    private final int room;

    KnownTextJudge(Continuation asked) {
        this.marks = asked.marks();
        this.echo = new Echo(asked);
        this.overlap = new Overlap(asked.written());
        this.lead = Space.leading(asked.known());
        this.known = asked.known().strip();
        this.space = Space.trailing(asked.known());
        this.room = 2 * asked.anchor().text().length() + known.length() + ROOM;
    }

    @Override
    public Decision judge(String head, boolean over) {
        int at = head.indexOf(known);
        if (at < 0) {
            boolean enough = head.length() > room && !overlap.mayGrow(head) && !echo.mayGrow(head);
            return Judge.holdUnless(over || enough, Doubt.OTHER_WORDS);
        }
        return isFirstSaid(head.substring(0, at))
                ? behind(head.substring(at + known.length()), over)
                : new Decision.AskAgain(Doubt.OTHER_WORDS);
    }

    /** Whether nothing comes before it but what is no part of the text: the form, an echo, a remark. */
    private boolean isFirstSaid(String before) {
        Optional<Mark> mark = marks.lastIn(before);
        String said = mark.map(m -> before.substring(m.end())).orElse(before);
        boolean wordless = said.codePoints().noneMatch(KnownTextJudge::isPartOfAWord);
        if (mark.isPresent()) {
            return wordless || (mark.get().kind() == Kind.OPENING && echo.isAtEndOf(said));
        }
        return wordless || echo.isFrom(said) || (said.length() <= ROOM && mayFollow(said));
    }

    /** An accent on its own belongs to a letter before it: new text that begins inside of a character. */
    private static boolean isPartOfAWord(int codePoint) {
        return Character.isLetterOrDigit(codePoint) || Character.getType(codePoint) == Character.NON_SPACING_MARK;
    }

    /** A word or two could be said by chance, but hardly as the first ones after an announcement, be there a blank or not. */
    private boolean mayFollow(String remark) {
        boolean spaced = remark.endsWith(lead);
        String line = spaced ? remark.substring(0, remark.length() - lead.length()) : remark;
        return KnownText.isFirm(known) || isAnnouncement(remark) || isAnnouncement(line);
    }

    private static boolean isAnnouncement(String remark) {
        return remark.endsWith("\n") && remark.stripTrailing().endsWith(":");
    }

    private Decision behind(String rest, boolean over) {
        if (!over && (Space.isOpen(space, rest) || rest.isEmpty() || marks.mayBegin(rest.stripLeading()))) {
            return Decision.HOLD;
        }
        boolean finished =
                marks.atStartOf(rest).filter(m -> m.kind() == Kind.END).isPresent();
        return finished
                ? new Decision.Finished(Proof.KNOWN_TEXT)
                : new Decision.Join(Space.withoutKnown(space, marks.strippedFrom(rest)), Proof.KNOWN_TEXT);
    }
}
