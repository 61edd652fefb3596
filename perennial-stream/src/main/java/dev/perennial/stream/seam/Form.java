package dev.perennial.stream.seam;

import dev.perennial.stream.seam.Marks.Kind;
import dev.perennial.stream.seam.Marks.Mark;
import java.util.List;

/** The form in which a continuation was asked to begin: an opening tag, the anchor, a closing tag. */
final class Form {

    private final Marks marks;
    private final String anchor;
    private final Echo echo;

    Form(Continuation asked) {
        this.marks = asked.marks();
        this.anchor = asked.anchor().text();
        this.echo = new Echo(asked);
    }

    /** Whether a reply is the beginning of the form, to the letter, and nothing else. */
    boolean isBegunBy(String head) {
        String form = marks.opening() + anchor + marks.closing();
        return !head.isEmpty() && form.startsWith(head);
    }

    /** What comes after the anchor, and what stands between it and its tag; or its tags if they come twice. */
    String behindTag(String head) {
        List<Mark> closing =
                marks.in(head).stream().filter(m -> m.kind() == Kind.CLOSING).toList();
        if (closing.isEmpty()) {
            return head;
        }
        Mark first = closing.getFirst();
        String before = head.substring(0, first.start());
        String said = before.substring(marks.lastIn(before).map(Mark::end).orElse(0));
        return echo.more(said) + marks.strippedFrom(head.substring(first.end()));
    }
}
