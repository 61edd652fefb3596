package dev.perennial.app;

import dev.perennial.agent.RunResult;
import dev.perennial.agent.SessionEvent;
import dev.perennial.agent.SessionListener;
import dev.perennial.agent.SessionMessage;
import dev.perennial.agent.journal.JournalException;
import dev.perennial.agent.permission.PermissionAnswer;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What somebody does at a session that another process runs: sees what happens, and sends what they type. Events come from one
 * thread, lines from another.
 */
final class Attached implements SessionListener {

    private final ReentrantLock lock = new ReentrantLock();
    private final SessionListener view;
    private final Consumer<SessionMessage> post;
    private final Runnable detach;
    private SessionEvent.@Nullable PermissionAsked asked;
    private @Nullable RunResult result;
    private boolean live;

    /**
     * @param post sends to the process that runs the session
     * @param detach is called when the user wants to leave
     */
    Attached(SessionListener view, Consumer<SessionMessage> post, Runnable detach) {
        this.view = view;
        this.post = post;
        this.detach = detach;
    }

    @Override
    public void on(long seq, SessionEvent event) {
        lock.lock();
        try {
            view.on(seq, event);
            switch (event) {
                case SessionEvent.PermissionAsked question -> asked = question;
                case SessionEvent.PermissionGiven _ -> asked = null;
                case SessionEvent.RunEnded ended -> {
                    asked = null;
                    result = ended.result();
                }
                case SessionEvent.UserInput _ -> result = null;
                default -> {} // is only shown
            }
            if (live && event instanceof SessionEvent.PermissionAsked) {
                ask();
            }
        } finally {
            lock.unlock();
        }
    }

    /** What was before is told: questions that are open now, and those that come, are to be answered. */
    void caughtUp() {
        lock.lock();
        try {
            live = true;
            ask();
        } finally {
            lock.unlock();
        }
    }

    /** The user has typed a line. */
    void line(String line) {
        lock.lock();
        try {
            String words = line.strip();
            if (words.equals("/stop")) {
                send(new SessionMessage.Stop());
            } else if (words.equals("/exit") || words.equals("/quit")) {
                detach.run();
            } else if (asked != null) {
                answer(asked, words);
            } else if (words.startsWith("/")) {
                say("there is no " + words + " here: /stop stops the run, /exit leaves it alone");
            } else if (!words.isEmpty()) {
                send(new SessionMessage.Say(line));
            }
        } finally {
            lock.unlock();
        }
    }

    /** How the run ended, if it did. */
    Optional<RunResult> result() {
        lock.lock();
        try {
            return Optional.ofNullable(result);
        } finally {
            lock.unlock();
        }
    }

    private void answer(SessionEvent.PermissionAsked question, String words) {
        Optional<PermissionAnswer> answer = PermissionText.answer(words);
        if (answer.isPresent()) {
            send(new SessionMessage.Answer(question.call(), answer.get()));
        } else {
            say(PermissionText.choices(question.question()).strip());
        }
    }

    private void ask() {
        if (asked != null) {
            PermissionText.lines(asked.question()).forEach(this::say);
            say(PermissionText.choices(asked.question()).strip());
        }
    }

    private void send(SessionMessage message) {
        try {
            post.accept(message);
        } catch (JournalException unsent) {
            say("not sent: " + unsent.getMessage());
        }
    }

    private void say(String text) {
        view.on(0, new SessionEvent.Notice("attached", text));
    }
}
