package dev.perennial.app;

import dev.perennial.app.config.Setting;
import dev.perennial.app.config.Settings;
import dev.perennial.models.Capabilities;
import dev.perennial.models.Catalogue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the slash commands of a chat do. */
final class ChatActions {

    private final Talk talk;
    private final Transcript transcript;
    private final UsageTotals totals;
    private final ChatScreen screen;
    private final Function<Map<Setting, String>, Settings> load;
    private final Map<Setting, String> given;

    /**
     * @param load makes settings of flags
     * @param given the flags that the chat was started with
     */
    ChatActions(
            Talk talk,
            Transcript transcript,
            UsageTotals totals,
            ChatScreen screen,
            Function<Map<Setting, String>, Settings> load,
            Map<Setting, String> given) {
        this.talk = talk;
        this.transcript = transcript;
        this.totals = totals;
        this.screen = screen;
        this.load = load;
        this.given = new EnumMap<>(Setting.class);
        this.given.putAll(given);
    }

    /**
     * All of them.
     *
     * @param retry asks for the last answer anew
     * @param exit ends the chat
     */
    List<SlashCommand> commands(Runnable retry, Runnable exit) {
        return List.of(
                new SlashCommand("/new", "", "begins a new conversation", _ -> beginAnew("A new conversation.")),
                new SlashCommand("/model", "[NAME]", "shows the model, or goes on with another", this::model),
                new SlashCommand(
                        "/system",
                        "[TEXT]",
                        "shows the system prompt, or begins anew with this added to it",
                        this::system),
                new SlashCommand("/tools", "", "shows what the model may use", _ -> tools()),
                new SlashCommand(
                        "/usage", "", "shows what this chat has used and cost", _ -> screen.say(totals.line())),
                new SlashCommand("/save", "FILE", "writes the conversation as Markdown", this::save),
                new SlashCommand("/retry", "", "asks for the last answer anew", _ -> retry(retry)),
                new SlashCommand("/exit", "", "ends the chat, as Ctrl-D does", _ -> exit.run()),
                new SlashCommand("/quit", "", "the same", _ -> exit.run()));
    }

    private void beginAnew(String why) {
        talk.beginAnew();
        screen.say(why);
    }

    private void model(String name) {
        if (name.isEmpty()) {
            screen.say(talk.plan().model() + "; known are "
                    + Catalogue.builtIn().all().stream()
                            .map(Capabilities::model)
                            .collect(Collectors.joining(", ")));
            return;
        }
        talk.goOnWith(talk.plan().with(settingsWith(Setting.MODEL, name)));
        given.put(Setting.MODEL, name);
        screen.say("Going on with " + name + ".");
    }

    /** Signatures of thinking are bound to the system prompt: what was said before could not be sent with another. */
    private void system(String text) {
        if (text.isEmpty()) {
            screen.say(talk.plan().systemPrompt().strip());
            return;
        }
        SessionPlan plan = talk.plan();
        talk.goOnWith(SessionPlan.of(plan.surroundings(), settingsWith(Setting.SYSTEM_SUFFIX, text), plan.withTools()));
        given.put(Setting.SYSTEM_SUFFIX, text);
        beginAnew("A new conversation, with this added to the system prompt.");
    }

    private Settings settingsWith(Setting setting, String value) {
        Map<Setting, String> flags = new EnumMap<>(Setting.class);
        flags.putAll(given);
        flags.put(setting, value);
        return load.apply(flags);
    }

    private void tools() {
        List<String> names = talk.plan().toolNames();
        screen.say(
                names.isEmpty()
                        ? "No tools: the chat was started with --no-tools."
                        : String.join(", ", names) + ", in "
                                + talk.plan().surroundings().folder());
    }

    private void retry(Runnable retry) {
        if (transcript.isEmpty()) {
            screen.say("Nothing was said yet.");
        } else {
            retry.run();
        }
    }

    private void save(String name) {
        if (name.isEmpty()) {
            screen.say("Say where: /save FILE");
            return;
        }
        Path file = ChatFile.named(name, talk.plan().surroundings());
        try {
            Files.writeString(file, transcript.markdown(), StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
            screen.say("Saved as " + file);
        } catch (IOException e) {
            screen.say(ChatFile.why(file, e));
        }
    }
}
