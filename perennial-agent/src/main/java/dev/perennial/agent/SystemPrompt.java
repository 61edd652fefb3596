package dev.perennial.agent;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/**
 * The default system prompt: where the agent is, what day it is, how to use its tools. Made once when a session starts
 * and never again, since the prompt cache and the signatures of thinking are bound to its exact bytes.
 *
 * @param machine the operating system, its version and the processor, for example {@code Linux 6.1 (amd64)}
 * @param folder the absolute path of the folder in which the tools work
 * @param date the day on which the session started
 * @param tools the names of the tools on offer
 * @param suffix what the user wants added; empty for nothing
 */
public record SystemPrompt(String machine, Path folder, LocalDate date, List<String> tools, String suffix) {

    public SystemPrompt {
        tools = List.copyOf(tools);
    }

    /** The prompt's text. */
    public String text() {
        StringBuilder text = new StringBuilder();
        text.append("You are an agent that gets work done for its user on their own machine.\n\n");
        text.append("Machine: ").append(machine).append('\n');
        text.append("Working folder: ").append(folder).append('\n');
        text.append("Date: ").append(date).append('\n');
        text.append('\n').append(advice());
        if (!suffix.isBlank()) {
            text.append('\n').append(suffix.strip()).append('\n');
        }
        return text.toString();
    }

    private String advice() {
        if (tools.isEmpty()) {
            return "You have no tools in this session. If the task needs the machine, say what you would need.\n";
        }
        return """
                Your tools: %s. They act for real, in the working folder; keep to it unless the user names another place.
                - Look before you act, and check what you did: read a file back, run the command again.
                - Prefer one careful command over many small ones. The shell keeps its folder and variables between calls.
                - Commands get no input from a keyboard; use flags that do not ask. Long output is kept and shown in portions.
                - The editor takes absolute paths.
                - If something fails, say so and why. Never claim what you have not seen.
                When the work is done, answer briefly with what you found or made, and where it lies.
                """.formatted(String.join(", ", tools));
    }
}
