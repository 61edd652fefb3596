package dev.perennial.app.config;

/**
 * What a setting is set to.
 *
 * @param value as it was written; empty for none
 * @param origin where it was written
 */
public record SettingValue(String value, Origin origin) {

    /** Whether there is a value. */
    public boolean isSet() {
        return !value.isEmpty();
    }
}
