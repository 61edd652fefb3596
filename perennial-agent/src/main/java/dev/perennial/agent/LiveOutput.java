package dev.perennial.agent;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** What a watcher gets to see of an output while it comes: its beginning, up to a bound. */
final class LiveOutput {

    private static final Logger LOG = System.getLogger(LiveOutput.class.getName());
    private static final String NOTE = "\n… (further live output not shown)\n";
    private static final long MOST_CHARACTERS = 300_000;

    private Consumer<String> watcher;
    private long left = MOST_CHARACTERS;

    LiveOutput(Consumer<String> watcher) {
        this.watcher = watcher;
    }

    void append(byte[] utf8, int from, int to) {
        if (left >= 0) {
            append(new String(utf8, from, to - from, StandardCharsets.UTF_8));
        }
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
            watcher.accept(text);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "The live output of a tool is not shown any more: its watcher failed", e);
            watcher = ignored -> {};
        }
    }
}
