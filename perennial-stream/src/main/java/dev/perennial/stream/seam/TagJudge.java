package dev.perennial.stream.seam;

import dev.perennial.stream.seam.Marks.Kind;
import dev.perennial.stream.seam.Marks.Mark;
import java.util.List;
import java.util.Optional;

/**
 * Judges a continuation by the tags that it was asked for. All up to the closing tag goes, if the anchor stands before it;
 * without tags nothing goes.
 */
final class TagJudge implements Judge {

    private static final String FENCE = "```";

    private final Marks marks;
    private final Anchor anchor;
    private final String shown;
    private final String space;
    private final Echo echo;

    TagJudge(Continuation asked) {
        this.marks = asked.marks();
        this.anchor = asked.anchor();
        this.shown = asked.shown();
        this.space = asked.known();
        this.echo = new Echo(asked);
    }

    @Override
    public Decision judge(String head, boolean over) {
        List<Mark> found = marks.in(head);
        Optional<Mark> decisive =
                found.stream().filter(m -> m.kind() != Kind.OPENING).findFirst();
        if (decisive.isPresent()) {
            Mark mark = decisive.get();
            return mark.kind() == Kind.END ? atEnd(head, mark, over) : behindTag(head, mark, over);
        }
        return switch (found.size()) {
            case 0 -> withoutTags(head, over);
            case 1 -> withoutClosing(head, found.getFirst(), over);
            default -> new Decision.AskAgain(Doubt.OTHER_ECHO);
        };
    }

    private Decision atEnd(String head, Mark end, boolean over) {
        String before = head.substring(0, end.start());
        if (!before.isBlank() || !head.substring(end.end()).isBlank()) {
            return new Decision.AskAgain(Doubt.REMARK);
        }
        if (!over) {
            return Decision.HOLD;
        }
        return before.isEmpty()
                ? new Decision.Finished(Proof.END_MARK)
                : new Decision.Join(Space.withoutKnown(space, before), Proof.END_MARK);
    }

    private Decision behindTag(String head, Mark closing, boolean over) {
        String before = head.substring(0, closing.start());
        String rest = head.substring(closing.end());
        Optional<Mark> opening = marks.lastIn(before);
        String said = opening.map(o -> before.substring(o.end())).orElse(before);
        if (!echo.isAtEndOf(said)) {
            return new Decision.AskAgain(Doubt.OTHER_ECHO);
        }
        String preamble = before.substring(0, opening.map(Mark::start).orElse(0));
        boolean alone = preamble.isEmpty();
        if (marks.atStartOf(rest.stripLeading()).isPresent()) {
            return alone && !Character.isWhitespace(rest.charAt(0))
                    ? judge(rest, over)
                    : new Decision.AskAgain(Doubt.REMARK);
        }
        if (!Remark.mayBe(shown, preamble)) {
            return new Decision.AskAgain(Doubt.OTHER_ECHO);
        }
        return isApart(preamble, said, rest)
                ? new Decision.AskAgain(alone ? Doubt.FORMATTING : Doubt.OTHER_ECHO)
                : behind(rest, alone, over);
    }

    /** What is said behind the anchor. Who says nothing there may have put what is new before it, or in its place. */
    private Decision behind(String rest, boolean alone, boolean over) {
        if (over && (alone ? rest.isEmpty() : rest.isBlank())) {
            return new Decision.AskAgain(alone ? Doubt.NOTHING : Doubt.OTHER_ECHO);
        }
        boolean open = rest.isBlank() || Space.isOpen(space, rest) || marks.mayBegin(rest.stripLeading());
        return open && !over ? Decision.HOLD : new Decision.Join(Space.withoutKnown(space, rest), Proof.TAGS);
    }

    /** Who sets the quote apart by white space or a fence may have set apart what follows too, or begun it in the quote. */
    private boolean isApart(String preamble, String said, String rest) {
        boolean spaced = !Space.leading(said).equals(Space.leading(anchor.text()))
                || !Space.trailing(said).equals(Space.trailing(anchor.text()));
        return spaced || echo.isFollowedByMore(said) || preamble.contains(FENCE) || rest.startsWith("`");
    }

    /** The anchor to the letter behind an opening tag ends where it ends, if no closing tag comes late. */
    private Decision withoutClosing(String head, Mark opening, boolean over) {
        String preamble = head.substring(0, opening.start());
        String said = head.substring(opening.end());
        boolean sure = anchor.isProof() && Space.trailing(anchor.text()).isEmpty();
        if (sure && said.startsWith(anchor.text())) {
            String rest = said.substring(anchor.text().length());
            boolean closes = !over && rest.length() <= anchor.text().length() + ROOM;
            return closes ? Decision.HOLD : behindAnchor(preamble, rest, over);
        }
        return Judge.holdUnless(over || said.length() > anchor.text().length() + ROOM, Doubt.OTHER_ECHO);
    }

    /** Who breaks off in the closing tag has said nothing behind the anchor, and so may have said all that is new before it. */
    private Decision behindAnchor(String preamble, String rest, boolean over) {
        if (!Remark.mayBe(shown, preamble) || preamble.contains(FENCE)) {
            return new Decision.AskAgain(Doubt.OTHER_ECHO);
        }
        return behind(marks.mayBegin(rest.stripLeading()) ? "" : rest, preamble.isEmpty(), over);
    }

    private static Decision withoutTags(String head, boolean over) {
        boolean silent = over && head.isBlank();
        return Judge.holdUnless(over || head.length() > ROOM, silent ? Doubt.NOTHING : Doubt.NO_TAGS);
    }
}
