package dev.perennial.app.export;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.agent.ToolResult;
import dev.perennial.agent.journal.SessionRow;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A transcript as a page that needs nothing else: no script, no address that it loads. */
final class HtmlTranscript implements TranscriptWriter {

    private final Appendable out;
    private final Facts facts;
    private String model = "";
    private boolean modelSpeaks;

    HtmlTranscript(Appendable out, Facts facts) {
        this.out = out;
        this.facts = facts;
    }

    @Override
    public void begin(SessionRow session) throws IOException {
        String title = Html.text(Facts.title(session.head()));
        model = session.head().model();
        out.append("""
                <!DOCTYPE html>
                <html lang="und">
                <head>
                <meta charset="utf-8">
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <meta name="referrer" content="no-referrer">
                <title>%s</title>
                <style>
                %s</style>
                </head>
                <body>
                <header>
                <h1>%s</h1>
                <p>%s · %s · %s · <code>%s</code></p>
                <p class="id">Session %s</p>
                </header>
                <main>
                """.formatted(
                        title,
                        style(),
                        title,
                        Html.text(facts.time(session.created())),
                        Html.text(model),
                        Html.text(Facts.cost(session.head())),
                        Html.text(session.head().folder()),
                        Html.text(session.id())));
    }

    private static String style() {
        try (InputStream style = HtmlTranscript.class.getResourceAsStream("transcript.css")) {
            if (style == null) {
                throw new IllegalStateException("transcript.css is missing");
            }
            return new String(style.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void item(TranscriptItem item) throws IOException {
        switch (item) {
            case TranscriptItem.Said said -> said(said);
            case TranscriptItem.Thought thought -> {
                if (facts.thinking()) {
                    speak();
                    folded("thought", "Thinking", MarkdownHtml.of(thought.text()));
                }
            }
            case TranscriptItem.Answered answered -> {
                speak();
                out.append("<div class=\"answer\">\n")
                        .append(MarkdownHtml.of(answered.text()))
                        .append("</div>\n");
            }
            case TranscriptItem.Called called -> {
                speak();
                called(called);
            }
            case TranscriptItem.Noted noted -> paragraph("note", noted.text());
            case TranscriptItem.Ended ended -> {
                if (!ended.result().detail().isEmpty()) {
                    paragraph(
                            "failure",
                            ended.result().outcome().code() + ": "
                                    + ended.result().detail());
                }
                paragraph("end", facts.usage().apply(ended.result()));
            }
        }
    }

    private void said(TranscriptItem.Said said) throws IOException {
        modelSpeaks = false;
        out.append("<section class=\"you\">\n<h2>You <time datetime=\"")
                .append(said.at().toString())
                .append("\">")
                .append(Html.text(facts.time(said.at())))
                .append("</time></h2>\n<div class=\"words\">")
                .append(Html.text(said.text().strip()))
                .append("</div>\n</section>\n");
    }

    private void speak() throws IOException {
        if (!modelSpeaks) {
            out.append("<h2 class=\"model\">").append(Html.text(model)).append("</h2>\n");
        }
        modelSpeaks = true;
    }

    private void called(TranscriptItem.Called called) throws IOException {
        boolean failed = called.result().map(ToolResult::isError).orElse(false);
        String mark = failed
                ? "<span class=\"mark bad\">failed</span>"
                : called.result().isEmpty() ? "<span class=\"mark\">no result</span>" : "";
        StringBuilder inside = new StringBuilder(pre("input", CallText.input(called.call())));
        inside.append(pre("output", called.printed()));
        called.result().ifPresent(result -> result.content().forEach(block -> inside.append(block(block))));
        String name = "<b>" + Html.text(called.call().name()) + "</b> <code>" + Html.text(CallText.line(called.call()))
                + "</code>" + mark;
        folded("call", name, inside.toString());
    }

    private static String block(ObjectNode block) {
        if (CallText.isText(block)) {
            return pre("output", block.path("text").asText());
        }
        return CallText.isPicture(block)
                ? "<img alt=\"picture\" src=\"" + Html.text(CallText.address(block)) + "\">\n"
                : "<p class=\"note\">(" + Html.text(block.path("type").asText()) + ")</p>\n";
    }

    /** A line break behind the tag belongs to the tag, so that one of the text's own is kept. */
    private static String pre(String kind, String text) {
        return text.isBlank() ? "" : "<pre class=\"" + kind + "\">\n" + Html.text(text.stripTrailing()) + "</pre>\n";
    }

    private void folded(String kind, String summary, String inside) throws IOException {
        out.append("<details class=\"")
                .append(kind)
                .append("\">\n<summary>")
                .append(summary)
                .append("</summary>\n")
                .append(inside)
                .append("</details>\n");
    }

    private void paragraph(String kind, String text) throws IOException {
        out.append("<p class=\"")
                .append(kind)
                .append("\">")
                .append(Html.text(text))
                .append("</p>\n");
    }

    @Override
    public void end() throws IOException {
        out.append("</main>\n<footer>Kept by Perennial</footer>\n</body>\n</html>\n");
    }
}
