package dev.perennial.app;

import dev.perennial.agent.SystemPrompt;
import dev.perennial.app.config.Setting;
import dev.perennial.app.config.Settings;
import java.time.LocalDate;
import java.util.List;

/** The system prompt for a session that starts in these surroundings. */
final class SystemPrompts {

    private SystemPrompts() {}

    static String text(Surroundings surroundings, Settings settings, List<String> tools) {
        String suffix = settings.text(Setting.SYSTEM_SUFFIX).orElse("");
        LocalDate today = LocalDate.now(surroundings.clock());
        return new SystemPrompt(machine(), surroundings.folder(), today, tools, suffix).text();
    }

    private static String machine() {
        return "%s %s (%s)"
                .formatted(
                        System.getProperty("os.name"), System.getProperty("os.version"), System.getProperty("os.arch"));
    }
}
