package dev.perennial.app;

import dev.perennial.app.config.Setting;
import dev.perennial.app.config.Settings;
import dev.perennial.client.PerennialListener;
import dev.perennial.client.PerennialSettings;
import dev.perennial.client.PerennialSettingsBuilder;
import dev.perennial.governor.GovernorEvent;
import dev.perennial.stream.clocks.Timings;
import java.util.function.Consumer;

/** How streams are kept alive, by the user's settings. */
final class StreamSettings {

    private StreamSettings() {}

    /** A time that nobody chose may follow what is learned. */
    static PerennialSettings of(Settings settings, PerennialListener listener, Timings timings) {
        return of(settings, listener, event -> {}, timings);
    }

    /** The same with a listener of what the governor notices. */
    static PerennialSettings of(
            Settings settings, PerennialListener listener, Consumer<GovernorEvent> governor, Timings timings) {
        PerennialSettingsBuilder streams = PerennialSettings.builder()
                .adaptive(settings.isOn(Setting.ADAPTIVE))
                .timings(timings)
                .maxResumes(settings.count(Setting.MAX_RESUMES))
                .governing(GovernorSetting.of(settings, governor))
                .listener(listener);
        settings.timeIfChosen(Setting.FIRST_TOKEN_TIMEOUT).ifPresent(streams::firstTokenTimeout);
        settings.timeIfChosen(Setting.STALL_TIMEOUT).ifPresent(streams::stallTimeout);
        settings.timeIfChosen(Setting.TOOL_INPUT_TIMEOUT).ifPresent(streams::toolInputTimeout);
        settings.timeIfChosen(Setting.THINKING_TIMEOUT).ifPresent(streams::thinkingTimeout);
        settings.number(Setting.MAX_RESUME_TOKENS).ifPresent(streams::maxResumeTokens);
        settings.timeIfSet(Setting.IDLE_TIMEOUT).ifPresent(streams::idleTimeout);
        settings.timeIfSet(Setting.TOTAL_TIMEOUT).ifPresent(streams::totalTimeout);
        settings.timeIfSet(Setting.PATIENCE).ifPresent(streams::patience);
        return streams.build();
    }
}
