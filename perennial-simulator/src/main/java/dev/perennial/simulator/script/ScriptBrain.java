package dev.perennial.simulator.script;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.perennial.simulator.ApiError;
import dev.perennial.simulator.ApiErrorException;
import dev.perennial.simulator.Brain;
import dev.perennial.simulator.Prompt;
import dev.perennial.simulator.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Gives the replies of a script, one for each request: always the first entry that is not used up and whose condition
 * holds. A request that finds none is answered with a 400 that says so.
 *
 * <p>A script is a JSON array. An entry is a string, which is a reply of that text, or an object:
 *
 * <pre>{@code
 * [
 *   {"content": ["Let me look.", {"type": "tool_use", "name": "bash", "input": {"command": "ls"}}]},
 *   {"when": {"tool_result_contains": "pom.xml"}, "content": "A Maven project.", "stop_reason": "end_turn"},
 *   {"error": {"status": 529, "type": "overloaded_error", "message": "Overloaded"}},
 *   "That was all."
 * ]
 * }</pre>
 *
 * <ul>
 *   <li>{@code content}: a string, or an array of strings (text blocks) and content blocks as the API has them;
 *       {@code tool_use} blocks need no id, {@code thinking} blocks no signature (one that is given is kept, and refused
 *       when it comes back). Thinking is left out where the request has it off.
 *   <li>{@code stop_reason}: {@code tool_use} by default if a tool is called, else {@code end_turn}.
 *   <li>{@code extras}: further fields of the message.
 *   <li>{@code error}: instead of {@code content}; the API's error to answer with.
 *   <li>{@code when}: all of it has to hold: {@code last_user_contains}, {@code system_contains}, {@code
 *       tool_result_contains} (in the last message), {@code model}.
 * </ul>
 *
 * <p>Safe for use by several threads; each entry is given out once.
 */
public final class ScriptBrain implements Brain {

    private final ReentrantLock lock = new ReentrantLock();
    private final int entries;
    private final List<ScriptEntry> left;
    private int requests;

    private ScriptBrain(List<ScriptEntry> entries) {
        this.entries = entries.size();
        this.left = new ArrayList<>(entries);
    }

    /**
     * A brain that follows the script in a file.
     *
     * @throws ScriptException if the file cannot be read or is no script
     */
    public static ScriptBrain read(Path file) {
        try {
            return parse(Files.readString(file), file.toString());
        } catch (IOException e) {
            throw new ScriptException(
                    "Cannot read the script " + file + " (" + e + "); name a readable file in UTF-8.", e);
        }
    }

    /**
     * A brain that follows the script in a JSON text.
     *
     * @throws ScriptException if it is no script
     */
    public static ScriptBrain parse(String json) {
        return parse(json, "script");
    }

    private static ScriptBrain parse(String json, String name) {
        return new ScriptBrain(new ScriptParser(name).parse(json.getBytes(UTF_8)));
    }

    /** A brain that gives these replies in order. */
    public static ScriptBrain of(Reply... replies) {
        return new ScriptBrain(ScriptEntry.always(List.of(replies)));
    }

    @Override
    public Reply reply(Prompt prompt) {
        return next(prompt).reply();
    }

    private ScriptEntry next(Prompt prompt) {
        lock.lock();
        try {
            requests++;
            for (int i = 0; i < left.size(); i++) {
                if (left.get(i).when().holds(prompt)) {
                    return left.remove(i);
                }
            }
            throw new ApiErrorException(ApiError.invalidRequest(exhausted()));
        } finally {
            lock.unlock();
        }
    }

    private String exhausted() {
        return "The script has no reply for request " + requests + ": "
                + (left.isEmpty()
                        ? "all its " + entries + " entries are used. Add an entry."
                        : "the condition `when` of none of the " + left.size()
                                + " entries left holds. Add an entry without `when`.");
    }
}
