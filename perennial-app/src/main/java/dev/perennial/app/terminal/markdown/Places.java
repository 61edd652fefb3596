package dev.perennial.app.terminal.markdown;

import java.util.List;
import org.commonmark.node.Node;
import org.commonmark.node.SourceSpan;

/** Where nodes stand in the source. */
final class Places {

    private Places() {}

    static int start(Node node, int otherwise) {
        List<SourceSpan> spans = node.getSourceSpans();
        return spans.isEmpty() ? otherwise : spans.getFirst().getInputIndex();
    }

    static int end(Node node, int otherwise) {
        List<SourceSpan> spans = node.getSourceSpans();
        return spans.isEmpty()
                ? otherwise
                : spans.getLast().getInputIndex() + spans.getLast().getLength();
    }

    static int endOfFirstLine(Node node) {
        SourceSpan first = node.getSourceSpans().getFirst();
        return first.getInputIndex() + first.getLength();
    }

    /** Where a line of a block begins, counted from its first; blank ones have no place of their own. */
    static int line(Node node, int number, int otherwise) {
        List<SourceSpan> spans = node.getSourceSpans();
        return spans.stream()
                .filter(span -> span.getLineIndex() - spans.getFirst().getLineIndex() == number)
                .mapToInt(SourceSpan::getInputIndex)
                .findFirst()
                .orElse(otherwise);
    }
}
