package dev.perennial.app.terminal;

import dev.perennial.agent.RunResult;
import dev.perennial.agent.SessionEvent;
import dev.perennial.agent.SessionListener;
import java.util.function.Function;

/** Shows a session to somebody who was not there: as {@link ScreenView} does, and with it what the user said and decided. */
public final class TranscriptView implements SessionListener {

    private final ScreenView view;
    private final Terminal terminal;
    private final boolean thinking;

    /**
     * @param terminal one place for all: its two outputs are the same
     * @param display where it is shown
     * @param summary says in one line what a run used
     * @param thinking whether the model's thinking is shown
     */
    public TranscriptView(Terminal terminal, Display display, Function<RunResult, String> summary, boolean thinking) {
        this.terminal = terminal;
        this.view = new ScreenView(terminal, display, summary);
        this.thinking = thinking;
    }

    /** What stands above all. */
    public void heading(String text) {
        view.line(terminal.styled(Style.DIM, Printable.of(text)));
    }

    @Override
    public void on(long seq, SessionEvent event) {
        switch (event) {
            case SessionEvent.ThinkingDelta _ when !thinking -> {}
            case SessionEvent.UserInput input -> said(input.text());
            case SessionEvent.InputHandedOver input -> input.texts().forEach(this::said);
            case SessionEvent.InputQueued input ->
                notice(seq, "said meanwhile: " + Printable.line(input.text(), ResultLines.WIDTH));
            case SessionEvent.AnswerRetracted _ -> notice(seq, "taken back, and asked anew");
            case SessionEvent.Seam seam -> notice(seq, "joined without a gap: " + seam.note());
            case SessionEvent.ResponseBroken broken -> {
                view.on(seq, broken);
                notice(seq, "the response broke off: " + broken.cause());
            }
            case SessionEvent.PermissionAsked asked ->
                notice(
                        seq,
                        "asked whether " + asked.question().tool() + " may: "
                                + asked.question().reason());
            case SessionEvent.PermissionGiven given -> notice(seq, PermissionWords.of(given.answer()));
            case SessionEvent.StopAsked _ -> notice(seq, "stopped by the user");
            case SessionEvent.Reopened _ -> notice(seq, "another process goes on with the session");
            case SessionEvent.Unknown unknown ->
                notice(seq, "something that a later version knows of: " + unknown.type());
            default -> view.on(seq, event);
        }
    }

    private void notice(long seq, String text) {
        view.on(seq, new SessionEvent.Notice("", text));
    }

    private void said(String words) {
        String lines = Printable.of(words).strip().replace("\n", "\n· ");
        view.line("");
        view.line(terminal.styled(Style.BOLD, "› " + lines));
        view.line("");
    }
}
