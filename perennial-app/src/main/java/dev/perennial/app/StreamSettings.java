package dev.perennial.app;

import dev.perennial.app.config.Setting;
import dev.perennial.app.config.Settings;
import dev.perennial.client.PerennialListener;
import dev.perennial.client.PerennialSettings;
import dev.perennial.client.PerennialSettingsBuilder;

/** How streams are kept alive, by the user's settings. */
final class StreamSettings {

    private StreamSettings() {}

    static PerennialSettings of(Settings settings, PerennialListener listener) {
        PerennialSettingsBuilder streams = PerennialSettings.builder()
                .firstTokenTimeout(settings.time(Setting.FIRST_TOKEN_TIMEOUT))
                .stallTimeout(settings.time(Setting.STALL_TIMEOUT))
                .toolInputTimeout(settings.time(Setting.TOOL_INPUT_TIMEOUT))
                .thinkingTimeout(settings.time(Setting.THINKING_TIMEOUT))
                .maxResumes(settings.count(Setting.MAX_RESUMES))
                .listener(listener);
        settings.number(Setting.MAX_RESUME_TOKENS).ifPresent(streams::maxResumeTokens);
        settings.timeIfSet(Setting.IDLE_TIMEOUT).ifPresent(streams::idleTimeout);
        settings.timeIfSet(Setting.TOTAL_TIMEOUT).ifPresent(streams::totalTimeout);
        settings.timeIfSet(Setting.PATIENCE).ifPresent(streams::patience);
        return streams.build();
    }
}
