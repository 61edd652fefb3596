package dev.perennial.app;

import dev.perennial.agent.Outcome;
import dev.perennial.agent.RunResult;
import dev.perennial.app.chat.ChatInput;
import dev.perennial.app.config.SettingsException;
import dev.perennial.client.ClientConfigurationException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Takes what the user says, in order, and has it answered or carried out, until there is no more. */
final class Chat {

    private final ChatInput input;
    private final Talk talk;
    private final SlashCommands commands;
    private final ChatScreen screen;
    private final Deque<String> queue = new ArrayDeque<>();
    private final Consumer<RunResult> turns;
    private String draft = "";
    private int exitCode = ExitCode.OK;
    private volatile boolean ended;
    private volatile boolean waiting;
    private volatile ChatInput.@Nullable Meanwhile turn;

    /**
     * @param turns hears of each turn when it is over
     */
    Chat(ChatInput input, Talk talk, SlashCommands commands, ChatScreen screen, Consumer<RunResult> turns) {
        this.input = input;
        this.talk = talk;
        this.commands = commands;
        this.screen = screen;
        this.turns = turns;
    }

    /** Goes on to the end; the exit code is that of the first turn that was not answered whole, unless the user stopped it. */
    int run() {
        talk.warn();
        while (!ended) {
            Optional<String> said = next();
            if (said.isEmpty()) {
                break;
            }
            guarded(said.get());
        }
        return exitCode;
    }

    /** No more is taken, and the turn that is under way stops; from any thread. */
    void end() {
        ended = true;
        talk.stop();
    }

    /** Whether the user is waited for, so that there is nothing to wind up. */
    boolean isWaiting() {
        return waiting;
    }

    /** Waits for a line that answers a question of the turn that is under way; no, if nobody can. */
    String ask(Runnable question) throws InterruptedException {
        ChatInput.Meanwhile typed = turn;
        return typed == null ? "no" : typed.ask(question).orElse("no");
    }

    /** Asks for the last answer anew. */
    void retry() {
        turn(Talk::retry);
    }

    private Optional<String> next() {
        if (queue.isEmpty()) {
            String begun = draft;
            draft = "";
            waiting = true;
            try {
                return input.next(begun);
            } finally {
                waiting = false;
            }
        }
        String next = queue.removeFirst();
        screen.said(next);
        return Optional.of(next);
    }

    private void guarded(String words) {
        try {
            answer(words);
        } catch (UsageException | SettingsException | ClientConfigurationException wrong) {
            screen.say(String.valueOf(wrong.getMessage()));
        }
    }

    private void answer(String words) {
        if (words.isBlank()) {
            return;
        }
        if (SlashCommands.isOne(words)) {
            commands.run(words);
        } else {
            turn(t -> t.say(words));
        }
    }

    private void turn(Function<Talk, RunResult> work) {
        talk.prepare();
        ChatInput.Meanwhile typed = input.meanwhile(talk::stop);
        turn = typed;
        RunResult result;
        try {
            result = work.apply(talk);
        } finally {
            typed.close();
        }
        boolean stopped = result.outcome() == Outcome.CANCELLED;
        keep(typed, stopped);
        turns.accept(result);
        screen.turnEnded();
        boolean asMeant = result.outcome() == Outcome.COMPLETE || (stopped && !ended);
        exitCode = exitCode != ExitCode.OK || asMeant ? exitCode : ExitCode.of(result.outcome());
    }

    /** Who stops a turn may not want to say what was meant to follow it: it goes back into the line. */
    private void keep(ChatInput.Meanwhile typed, boolean stopped) {
        queue.addAll(typed.queued());
        draft = typed.draft();
        if (stopped && !queue.isEmpty()) {
            List<String> lines = new ArrayList<>(queue);
            lines.add(draft);
            draft = String.join("\n", lines).stripTrailing();
            queue.clear();
        }
    }
}
