package dev.perennial.tools;

import dev.perennial.agent.ToolOutput;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** What a watcher gets to see of a command's output while it runs: its beginning, up to a bound. */
final class LiveOutput {

    private static final Logger LOG = System.getLogger(LiveOutput.class.getName());
    private static final String NOTE = "\n… (further live output not shown)\n";

    private ToolOutput watcher;
    private long left;

    LiveOutput(long mostCharacters, ToolOutput watcher) {
        this.left = mostCharacters;
        this.watcher = watcher;
    }

    void append(String text) {
        if (text.length() <= left) {
            left -= text.length();
            show(text);
        } else if (left >= 0) {
            show(beginning(text, (int) left) + NOTE);
            left = -1;
        }
    }

    private static String beginning(String text, int length) {
        boolean cutsCharacter = length > 0 && Character.isHighSurrogate(text.charAt(length - 1));
        return text.substring(0, cutsCharacter ? length - 1 : length);
    }

    private void show(String text) {
        try {
            watcher.append(text);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "The live output of a command is not shown any more: its watcher failed", e);
            watcher = ToolOutput.IGNORED;
        }
    }
}
