package dev.perennial.app;

import dev.perennial.app.chat.ChatInput;
import dev.perennial.app.chat.LineInput;
import dev.perennial.app.chat.TerminalInput;
import dev.perennial.app.config.Setting;
import dev.perennial.app.config.Settings;
import dev.perennial.app.config.SettingsLoader;
import dev.perennial.app.terminal.OutputSize;
import dev.perennial.app.terminal.Screen;
import dev.perennial.app.terminal.Style;
import dev.perennial.app.terminal.Terminal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code chat}: a conversation, line by line. */
final class ChatCommand implements Command {

    private static final String HISTORY = "chat-history";

    private final Surroundings surroundings;

    ChatCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Flags.command(
                this, "chat", "A conversation with the model, in this folder; /help there shows what else it can do.");
        spec.addOption(Flags.toggle("--no-tools", "Offer the model no tools."));
        return Flags.withSettings(spec);
    }

    @Override
    public int run(ParseResult arguments) {
        Map<Setting, String> given = Flags.settings(arguments);
        SettingsLoader loader = surroundings.settings();
        Settings settings = loader.load(given);
        loader.warnings().forEach(surroundings.terminal()::say);
        SessionPlan plan = SessionPlan.of(surroundings, settings, !arguments.hasMatchedOption("--no-tools"));
        return VirtualThread.call("chat", () -> chat(plan, given));
    }

    private int chat(SessionPlan plan, Map<Setting, String> given) {
        AtomicReference<Function<String, List<String>>> completions = new AtomicReference<>(begun -> List.of());
        Screen screen = new Screen(surroundings.terminal().out(), new OutputSize());
        Optional<TerminalInput> editor =
                editor(screen, begun -> completions.get().apply(begun));
        try (ChatInput input = editor.isPresent() ? editor.get() : new LineInput(surroundings.in())) {
            return new ChatParts(plan, given, input, editor.map(_ -> screen)).run(completions::set);
        }
    }

    private Optional<TerminalInput> editor(Screen screen, Function<String, List<String>> completions) {
        Terminal terminal = surroundings.terminal();
        boolean dumb = surroundings.environment().getOrDefault("TERM", "dumb").equals("dumb");
        if (dumb || !surroundings.inIsScreen() || !terminal.outIsScreen()) {
            return Optional.empty();
        }
        Style[] dim = terminal.rich() ? new Style[] {Style.DIM} : new Style[0];
        return TerminalInput.open(screen, surroundings.home().resolve(HISTORY), completions, dim);
    }
}
