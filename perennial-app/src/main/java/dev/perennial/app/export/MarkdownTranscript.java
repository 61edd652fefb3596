package dev.perennial.app.export;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.agent.ToolResult;
import dev.perennial.agent.journal.SessionRow;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A transcript in Markdown. */
final class MarkdownTranscript implements TranscriptWriter {

    private static final Pattern TICKS = Pattern.compile("`{3,}");

    private final Appendable out;
    private final Facts facts;
    private String model = "";
    private boolean modelSpeaks;

    MarkdownTranscript(Appendable out, Facts facts) {
        this.out = out;
        this.facts = facts;
    }

    @Override
    public void begin(SessionRow session) throws IOException {
        model = oneLine(session.head().model());
        paragraph("# " + escaped(oneLine(Facts.title(session.head()))));
        paragraph("Session " + oneLine(session.id()) + " · " + facts.time(session.created()) + " · " + model + " · "
                + Facts.cost(session.head()) + " · "
                + code(oneLine(session.head().folder())));
    }

    @Override
    public void item(TranscriptItem item) throws IOException {
        switch (item) {
            case TranscriptItem.Said said -> {
                modelSpeaks = false;
                paragraph("## You · " + facts.time(said.at()));
                paragraph(Plain.of(said.text()).strip());
            }
            case TranscriptItem.Thought thought -> {
                if (facts.thinking()) {
                    speak();
                    paragraph(quoted(Plain.of(thought.text()).strip()));
                }
            }
            case TranscriptItem.Answered answered -> {
                speak();
                paragraph(Plain.of(answered.text()).strip());
            }
            case TranscriptItem.Called called -> {
                speak();
                called(called);
            }
            case TranscriptItem.Noted noted -> paragraph("*" + escaped(oneLine(noted.text())) + "*");
            case TranscriptItem.Ended ended -> ended(ended);
        }
    }

    private void speak() throws IOException {
        if (!modelSpeaks) {
            paragraph("## " + escaped(model));
        }
        modelSpeaks = true;
    }

    private void called(TranscriptItem.Called called) throws IOException {
        paragraph("**" + escaped(oneLine(called.call().name())) + "**");
        fenced(CallText.input(called.call()));
        if (called.result().isEmpty()) {
            paragraph("*No result.*");
            fenced(Plain.of(called.printed()));
            return;
        }
        ToolResult result = called.result().get();
        paragraph(result.isError() ? "*The call failed:*" : "*Result:*");
        for (ObjectNode block : result.content()) {
            block(block);
        }
    }

    private void block(ObjectNode block) throws IOException {
        if (CallText.isText(block)) {
            fenced(Plain.of(block.path("text").asText()));
        } else if (CallText.isPicture(block)) {
            paragraph("![picture](" + CallText.address(block) + ")");
        } else {
            paragraph("*(" + escaped(oneLine(block.path("type").asText())) + ")*");
        }
    }

    private void ended(TranscriptItem.Ended ended) throws IOException {
        if (!ended.result().detail().isEmpty()) {
            paragraph("**" + ended.result().outcome().code() + "**: "
                    + escaped(oneLine(ended.result().detail())));
        }
        paragraph("*" + facts.usage().apply(ended.result()) + "*");
    }

    @Override
    public void end() {}

    private void paragraph(String text) throws IOException {
        if (!text.isBlank()) {
            out.append(text).append("\n\n");
        }
    }

    /** The fence is longer than any that stands in the text. */
    private void fenced(String text) throws IOException {
        if (text.isBlank()) {
            return;
        }
        int longest = 2;
        for (Matcher ticks = TICKS.matcher(text); ticks.find(); ) {
            longest = Math.max(longest, ticks.group().length());
        }
        String fence = "`".repeat(longest + 1);
        paragraph(fence + "\n" + text.stripTrailing() + "\n" + fence);
    }

    private static String quoted(String text) {
        return "> " + text.replace("\n", "\n> ");
    }

    private static String code(String text) {
        return text.contains("`") ? escaped(text) : "`" + text + "`";
    }

    private static String oneLine(String text) {
        return Plain.of(text).strip().replaceAll("\\s+", " ");
    }

    /** The text itself, whatever Markdown would make of its characters. */
    private static String escaped(String text) {
        return text.replaceAll("([\\\\`*_{}\\[\\]<>#|!~&])", "\\\\$1");
    }
}
