package dev.perennial.app;

import dev.perennial.agent.SessionEvent;
import dev.perennial.agent.SessionListener;
import dev.perennial.agent.ToolCall;

/** What was said in a conversation, as Markdown. */
final class Transcript implements SessionListener {

    private final StringBuilder text = new StringBuilder();
    private String model = "";
    private boolean answering;
    private int said;

    @Override
    public void on(long seq, SessionEvent event) {
        switch (event) {
            case SessionEvent.SessionStarted started -> begin(started);
            case SessionEvent.UserInput input -> input(input.text());
            case SessionEvent.AnswerRetracted _ -> retract();
            case SessionEvent.ResponseStarted started -> model = started.model();
            case SessionEvent.TextDelta delta -> answer(delta.text());
            case SessionEvent.ToolStarted started -> call(started.call());
            case SessionEvent.RunEnded _ -> answering = false;
            default -> {}
        }
    }

    boolean isEmpty() {
        return said == 0;
    }

    /** The conversation so far. */
    String markdown() {
        return text.toString().stripTrailing() + "\n";
    }

    private void begin(SessionEvent.SessionStarted started) {
        text.setLength(0);
        said = 0;
        answering = false;
        text.append("# Conversation ").append(started.session()).append("\n\n");
    }

    private void input(String words) {
        heading("You");
        text.append(words);
        answering = false;
        said = text.length();
    }

    private void retract() {
        text.setLength(said);
        answering = false;
    }

    private void answer(String words) {
        if (!answering) {
            heading(model);
        }
        answering = true;
        text.append(words);
    }

    private void call(ToolCall call) {
        if (!answering) {
            heading(model);
        }
        answering = true;
        text.append("\n\n    ")
                .append(call.name())
                .append(' ')
                .append(call.input())
                .append("\n\n");
    }

    private void heading(String who) {
        text.setLength(text.toString().stripTrailing().length());
        text.append("\n\n## ").append(who).append("\n\n");
    }
}
