package dev.perennial.app;

import dev.perennial.agent.SessionListener;
import dev.perennial.agent.permission.PermissionPrompt;
import dev.perennial.app.chat.ChatInput;
import dev.perennial.app.config.Setting;
import dev.perennial.app.terminal.Display;
import dev.perennial.app.terminal.Screen;
import dev.perennial.app.terminal.ScreenView;
import dev.perennial.app.terminal.Terminal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;

/** Puts a chat together, and takes it apart again. */
final class ChatParts {

    private final SessionPlan plan;
    private final Map<Setting, String> given;
    private final ChatInput input;
    private final Optional<Screen> screen;
    private final Terminal terminal;
    private final AtomicReference<Talk> talk = new AtomicReference<>();
    private final AtomicReference<Chat> chat = new AtomicReference<>();

    /**
     * @param given the flags that were given
     * @param screen where all is shown; empty where the answers go to a pipe
     */
    ChatParts(SessionPlan plan, Map<Setting, String> given, ChatInput input, Optional<Screen> screen) {
        this.plan = plan;
        this.given = given;
        this.input = input;
        this.screen = screen;
        this.terminal = plan.surroundings().terminal();
    }

    /**
     * Holds the chat to its end.
     *
     * @param completions takes what completes the line
     * @return the exit code
     */
    int run(Consumer<Function<String, List<String>>> completions) {
        Transcript transcript = new Transcript();
        UsageLine usage =
                new UsageLine(() -> talk.get().prices(), plan.destination().simulated());
        try (LearnedTimings timings = LearnedTimings.of(plan.destination().simulated(), plan.surroundings());
                SessionKeeper keeper = SessionKeeper.of(plan.surroundings(), plan.settings());
                Display display = display();
                Talk opened = new Talk(
                        plan, listener(display, usage, transcript), timings.timings(), prompt(display), keeper)) {
            talk.set(opened);
            ChatScreen lines = new ChatScreen(display.lines(), screen.isPresent());
            lines.say(Greeting.of(plan.model(), plan.destination()));
            keeper.store().ifPresent(store -> Orphans.tell(plan.surroundings(), store));
            return converse(opened, lines, transcript, usage, completions);
        }
    }

    /** Whoever cannot see what is asked is not asked. */
    private Optional<PermissionPrompt> prompt(Display display) {
        return screen.map(_ -> new ChatPermissions(
                new ChatScreen(display.lines(), true), question -> chat.get().ask(question)));
    }

    private int converse(
            Talk opened,
            ChatScreen lines,
            Transcript transcript,
            UsageLine usage,
            Consumer<Function<String, List<String>>> completions) {
        UsageTotals totals = new UsageTotals(plan.destination().simulated());
        ChatActions actions = new ChatActions(
                opened, transcript, totals, lines, plan.surroundings().settings()::load, given);
        SlashCommands commands = new SlashCommands(
                actions.commands(() -> chat.get().retry(), () -> chat.get().end()), lines::say);
        completions.accept(commands::completions);
        Chat held = new Chat(input, opened, commands, lines, result -> totals.add(result, usage.cost(result)));
        chat.set(held);
        AtomicReference<Interruption> interruption = new AtomicReference<>();
        try (Interruption stopped = Interruption.onSignal(() -> stop(held, opened, interruption))) {
            interruption.set(stopped);
            Termination.leavesAsItIs(opened::park);
            return held.run();
        }
    }

    /** A line editor that waits for a key cannot be woken; what it would do at the end is done without it. */
    private void stop(Chat held, Talk opened, AtomicReference<Interruption> interruption) {
        held.end();
        if (held.isWaiting()) {
            opened.close();
            input.close();
            interruption.get().close();
        }
    }

    private SessionListener listener(Display display, UsageLine usage, Transcript transcript) {
        AtomicReference<Mends> mends = new AtomicReference<>();
        ScreenView view = new ScreenView(
                terminal, display, result -> usage.line(result) + mends.get().take());
        mends.set(new Mends(view));
        return (seq, event) -> {
            transcript.on(seq, event);
            mends.get().on(seq, event);
        };
    }

    private Display display() {
        Runnable stop = () -> talk.get().stop();
        if (screen.isEmpty()) {
            return Display.plain(terminal, plan.withTools(), stop);
        }
        boolean markdown = terminal.rich() && plan.settings().isOn(Setting.MARKDOWN);
        return Display.rendered(screen.get(), markdown, terminal.rich(), stop);
    }
}
