package dev.perennial.app.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.agent.ToolCall;
import dev.perennial.agent.ToolResult;
import dev.perennial.agent.journal.SessionHead;
import dev.perennial.agent.journal.SessionRow;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class HtmlTranscriptTest {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Facts FACTS = new Facts(_ -> "complete", ZoneOffset.UTC, true);

    /** Whatever runs, or loads something from elsewhere. */
    private static final Pattern ACTIVE = Pattern.compile(
            "<script|<iframe|<svg|<object|<embed|<form|<base|<link|<\\w+(?:\\s+[\\w-]+(?:=\"[^\"]*\"|=[^\\s\">]+)?)*\\s+(?:on\\w+|style)=|(?:href|src)=\"(?!https?:|mailto:|\"|data:image/(?:png|jpeg|gif|webp);)|<img[^>]*src=\"http",
            Pattern.CASE_INSENSITIVE);

    private static final List<String> ATTEMPTS = List.of(
            "<script>alert(1)</script>",
            "\"><img src=x onerror=alert(1)>",
            "' onmouseover='alert(1)",
            "</pre></details><svg onload=alert(1)>",
            "</title><script>alert(1)</script>",
            "</style><script>alert(1)</script>",
            "[click](javascript:alert(1))",
            "[click](JaVaScRiPt:alert(1))",
            "[click](data:text/html,<script>alert(1)</script>)",
            "[click](vbscript:x)",
            "![picture](https://example.org/seen.png)",
            "![picture](javascript:alert(1))",
            "<a href=\"javascript:alert(1)\">x</a>",
            "<javascript:alert(1)>",
            "[a]: javascript:alert(1)\n\n[a]",
            "```<script>\n</code></pre><script>alert(1)</script>\n```",
            "```\" onclick=\"alert(1)\nx\n```",
            "[x](https://example.org \"\\\" onclick=alert(1)\")",
            "| <script>alert(1)</script> |\n|---|\n| <img src=x onerror=alert(1)> |");

    static Stream<String> attempts() {
        return ATTEMPTS.stream();
    }

    @ParameterizedTest
    @MethodSource("attempts")
    void item_hostileText_doesNothing(String hostile) throws IOException {
        ToolCall call = new ToolCall(
                hostile, hostile, JSON.objectNode().put("command", hostile).put(hostile, hostile));
        ObjectNode odd = JSON.objectNode().put("type", hostile);

        String page = page(
                hostile,
                new TranscriptItem.Said(Instant.EPOCH, hostile),
                new TranscriptItem.Thought(hostile),
                new TranscriptItem.Answered(hostile),
                new TranscriptItem.Called(call, Optional.of(ToolResult.text(hostile)), ""),
                new TranscriptItem.Called(call, Optional.of(new ToolResult(List.of(odd), false)), ""),
                new TranscriptItem.Called(call, Optional.empty(), hostile),
                new TranscriptItem.Called(call, Optional.of(ToolResult.image("", hostile, hostile)), ""),
                new TranscriptItem.Called(call, Optional.of(ToolResult.image("", "image/png", hostile)), ""),
                new TranscriptItem.Noted(hostile));

        assertThat(ACTIVE.matcher(page).results().map(found -> found.group())).isEmpty();
    }

    @Test
    void item_somethingActive_isSeenByTheTestAbove() {
        assertThat(List.of(
                        "<script>",
                        "<img src=x onerror=x>",
                        "<p class=\"a\" onclick=x>",
                        "<a href=\"javascript:x\">",
                        "<img src=\"https://example.org\">"))
                .allMatch(text -> ACTIVE.matcher(text).find());
    }

    @Test
    void item_markdown_isLaidOut() throws IOException {
        String page = page("t", new TranscriptItem.Answered("**bold** ~~gone~~\n\n| a | b |\n|---|---|\n| 1 | 2 |"));

        assertThat(page).contains("<strong>bold</strong>", "<del>gone</del>", "<table>", "<td>1</td>");
    }

    @Test
    void item_picture_isInThePage() throws IOException {
        ToolCall call = new ToolCall("t", "view", JSON.objectNode());

        String page = page(
                "t",
                new TranscriptItem.Called(
                        call, Optional.of(ToolResult.image("look", "image/png", "iVBORw0KGgo=")), ""));

        assertThat(page).contains("<img alt=\"picture\" src=\"data:image/png;base64,iVBORw0KGgo=\">");
    }

    @Test
    void item_textForTerminals_isWithoutItsSequences() throws IOException {
        ToolCall call = new ToolCall("t", "bash", JSON.objectNode().put("command", "ls"));

        String page = page(
                "t",
                new TranscriptItem.Called(
                        call,
                        Optional.of(ToolResult.text("\u001b[1;31mred\u001b[0m \u001b]0;title\u0007\u202eend\r\nnext")),
                        ""));

        assertThat(page).contains("<pre class=\"output\">\nred end\nnext</pre>");
    }

    @Test
    void item_textThatIsNestedWithoutEnd_isShownAllTheSame() throws IOException {
        String page = page("t", new TranscriptItem.Answered(">".repeat(50_000) + "[".repeat(50_000) + "deep"));

        assertThat(page).contains("deep");
    }

    private static String page(String title, TranscriptItem... items) throws IOException {
        SessionHead head = new SessionHead(title, SessionHead.State.IDLE, title, title, false, 1, BigDecimal.ONE);
        StringBuilder page = new StringBuilder();
        HtmlTranscript transcript = new HtmlTranscript(page, FACTS);
        transcript.begin(new SessionRow(title, Instant.EPOCH, Instant.EPOCH, 1, head, Optional.empty()));
        for (TranscriptItem item : items) {
            transcript.item(item);
        }
        transcript.end();
        String style = page.substring(page.indexOf("<style>"), page.indexOf("</style>") + "</style>".length());
        return page.toString().replace(style, "");
    }
}
