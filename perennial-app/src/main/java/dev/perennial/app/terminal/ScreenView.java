package dev.perennial.app.terminal;

import dev.perennial.agent.RunResult;
import dev.perennial.agent.SessionEvent;
import dev.perennial.agent.SessionListener;
import dev.perennial.agent.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Shows a session to a person: the answer on standard output, thinking, calls and results on standard error. */
public final class ScreenView implements SessionListener {

    private final Terminal terminal;
    private final Display display;
    private final AnswerWriter answer;
    private final Function<RunResult, String> summary;
    private final List<String> notices = new ArrayList<>();
    private boolean calls;

    /**
     * @param terminal says whether there is colour, and whether both outputs are one screen
     * @param display where it is shown
     * @param summary says in one line what a run used
     */
    public ScreenView(Terminal terminal, Display display, Function<RunResult, String> summary) {
        this.terminal = terminal;
        this.display = display;
        this.answer = new AnswerWriter(display.answer(), display.live(), this::remark);
        this.summary = summary;
    }

    @Override
    public void on(long seq, SessionEvent event) {
        switch (event) {
            case SessionEvent.ThinkingDelta delta -> thinking(delta.text());
            case SessionEvent.TextDelta delta -> text(delta.text());
            case SessionEvent.ResponseFinished ignored -> responseEnded();
            case SessionEvent.ResponseBroken ignored -> responseBroken();
            case SessionEvent.ToolStarted started -> line(callLine(started.call()));
            case SessionEvent.ToolFinished finished -> line(ResultLines.of(terminal, finished.result()));
            case SessionEvent.ContinuationAsked ignored -> notice(dim("· output limit reached, going on"));
            case SessionEvent.Notice notice -> notice(dim("· " + Printable.of(notice.text())));
            case SessionEvent.RunEnded ended -> ended(ended.result());
            case SessionEvent.SessionStarted ignored -> {}
            case SessionEvent.UserInput ignored -> {}
            case SessionEvent.AnswerRetracted ignored -> {}
            case SessionEvent.ImagesLeftOut ignored -> {}
            case SessionEvent.RequestStarted ignored -> {}
            case SessionEvent.ResponseStarted ignored -> {}
            case SessionEvent.SettingsChosen ignored -> {}
            case SessionEvent.InputQueued ignored -> {}
            case SessionEvent.InputHandedOver ignored -> {}
            case SessionEvent.BlockStarted ignored -> {}
            case SessionEvent.BlockRestarted ignored -> {}
            case SessionEvent.CitationAdded ignored -> {}
            case SessionEvent.Seam ignored -> {}
            case SessionEvent.ResponseEnding ignored -> {}
            case SessionEvent.Attempted ignored -> {}
            case SessionEvent.ExchangeStarted ignored -> {}
            case SessionEvent.ExchangeEnded ignored -> {}
            case SessionEvent.PermissionAsked ignored -> {}
            case SessionEvent.PermissionGiven ignored -> {}
            case SessionEvent.Titled ignored -> {}
            case SessionEvent.StopAsked ignored -> {}
            case SessionEvent.Reopened ignored -> {}
            case SessionEvent.Unknown ignored -> {}
            case SessionEvent.ToolCallStarted ignored -> calls = true;
            case SessionEvent.ToolInputDelta ignored -> {}
            case SessionEvent.ToolPrinted ignored -> {}
            case SessionEvent.BlockFinished ignored -> endThinking();
        }
    }

    private void thinking(String text) {
        if (!display.thinking().isInLine()) {
            breakAnswer();
        }
        display.thinking().text(text);
    }

    private void text(String text) {
        endThinking();
        answer.text(text);
        if (!answer.isInLine()) {
            tellNotices();
        }
    }

    /** A notice that comes in the middle of a line of the answer, on the same screen, waits for its end. */
    private void notice(String text) {
        if (terminal.outIsScreen() && answer.isInLine()) {
            notices.add(text);
        } else {
            line(text);
        }
    }

    private void tellNotices() {
        List<String> waiting = List.copyOf(notices);
        notices.clear();
        waiting.forEach(this::line);
    }

    private void responseEnded() {
        endThinking();
        answer.responseEnded(calls);
        calls = false;
    }

    /** What was received of an answer that broke off is the answer, as far as there is one. */
    private void responseBroken() {
        calls = false;
        responseEnded();
    }

    private void remark(String text) {
        line(dim(Printable.of(text.strip())));
    }

    private void ended(RunResult result) {
        endThinking();
        answer.endLine();
        if (!result.detail().isEmpty()) {
            line(terminal.styled(Style.RED, result.outcome().code()) + ": " + Printable.of(result.detail()));
        }
        line(dim(summary.apply(result)));
    }

    private String callLine(ToolCall call) {
        String input = call.input().path("command").asText("");
        String path = call.input().path("path").asText("");
        String shown = path.isEmpty() ? input : input + " " + path;
        return terminal.styled(Style.CYAN, "▸ " + Printable.of(call.name())) + " "
                + Printable.line(shown.isBlank() ? call.input().toString() : shown, 160);
    }

    private void endThinking() {
        display.thinking().endLine();
    }

    /** Thinking does not go on in the line of the answer, where both are on the same screen. */
    private void breakAnswer() {
        if (terminal.outIsScreen()) {
            answer.endLine();
        }
    }

    /** A line of its own, below what was said so far. */
    void line(String text) {
        endThinking();
        breakAnswer();
        tellNotices();
        display.lines().accept(text);
    }

    private String dim(String text) {
        return terminal.styled(Style.DIM, text);
    }
}
