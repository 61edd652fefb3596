package dev.perennial.app.config;

/** A setting that cannot be used; the message names the field, the value, where it stands, and the way out. */
public final class SettingsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SettingsException(String message) {
        super(message);
    }

    static SettingsException of(Setting setting, SettingValue value, String wayOut) {
        return new SettingsException(
                "`%s` is `%s` (%s): %s".formatted(setting.key(), value.value(), value.origin(), wayOut));
    }
}
