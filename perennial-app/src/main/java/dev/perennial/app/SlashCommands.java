package dev.perennial.app;

import dev.perennial.app.config.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Finds and carries out what begins with a slash, and completes it. */
final class SlashCommands {

    private static final String HELP = "/help";

    private final List<SlashCommand> commands;
    private final Consumer<String> say;

    /**
     * @param say takes lines for the user
     */
    SlashCommands(List<SlashCommand> commands, Consumer<String> say) {
        this.commands = List.copyOf(commands);
        this.say = say;
    }

    /** Whether a line is meant for us: a path such as {@code /etc/hosts} is not. */
    static boolean isOne(String line) {
        return line.matches("/[a-zA-Z?-]*(\\s.*)?") && !line.contains("\n");
    }

    void run(String line) {
        String[] words = line.strip().split("\\s+", 2);
        String parameter = words.length > 1 ? words[1].strip() : "";
        if (words[0].equals(HELP) || words[0].equals("/?") || words[0].equals("/")) {
            help();
            return;
        }
        Optional<SlashCommand> command =
                commands.stream().filter(c -> c.name().equals(words[0])).findFirst();
        if (command.isPresent()) {
            run(command.get(), parameter);
        } else {
            String nearest = NearestName.of(words[0], names());
            say.accept("There is no " + words[0] + ": did you mean " + nearest + "? /help shows all.");
        }
    }

    /** Whoever writes something behind a command that takes nothing expects something else of it. */
    private void run(SlashCommand command, String parameter) {
        if (command.parameter().isEmpty() && !parameter.isEmpty()) {
            say.accept("%s takes nothing behind it, but there is `%s`; by itself it %s."
                    .formatted(command.name(), parameter, command.description()));
        } else {
            command.action().accept(parameter);
        }
    }

    /** How a line that begins so may go on: whole names. */
    List<String> completions(String begun) {
        return begun.startsWith("/")
                ? names().stream().filter(name -> name.startsWith(begun)).toList()
                : List.of();
    }

    private List<String> names() {
        List<String> names = new ArrayList<>(List.of(HELP));
        commands.forEach(command -> names.add(command.name()));
        return names;
    }

    private void help() {
        int width = commands.stream().mapToInt(c -> c.usage().length()).max().orElse(0);
        say.accept(commands.stream()
                .map(c -> "  " + c.usage() + " ".repeat(width - c.usage().length()) + "   " + c.description())
                .collect(Collectors.joining("\n")));
        say.accept("""
                  A backslash at the end of a line, or Alt-Enter, begins a new one.
                  While the model works you can type on: it is said next. Ctrl-C stops the model.""");
    }
}
