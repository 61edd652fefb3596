package dev.perennial.app.config;

import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The settings of one start, each with its origin; the typed accessors check what they read.
 *
 * <p>All accessors throw {@link SettingsException} for a value that cannot be used.
 */
public final class Settings {

    private static final long LARGEST = 1_000_000_000;
    private static final BigDecimal MOST_MONEY = new BigDecimal(1_000_000);

    private final Map<Setting, SettingValue> values;

    Settings(Map<Setting, SettingValue> values) {
        this.values = new EnumMap<>(values);
    }

    /** A setting as it was written. */
    public SettingValue get(Setting setting) {
        SettingValue value = values.get(setting);
        return value == null ? new SettingValue(setting.fallback(), new Origin.Default()) : value;
    }

    /** A setting as text; empty if nobody set it and there is no default. */
    public Optional<String> text(Setting setting) {
        SettingValue value = get(setting);
        return value.isSet() ? Optional.of(value.value()) : Optional.empty();
    }

    /** A setting as text that has to be there. */
    public String required(Setting setting) {
        return text(setting).orElseThrow(() -> SettingsException.of(setting, get(setting), "say which"));
    }

    /** The elements of a list. */
    public List<String> list(Setting setting) {
        return get(setting)
                .value()
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /** A switch. */
    public boolean isOn(Setting setting) {
        SettingValue value = get(setting);
        return switch (value.value()) {
            case "true", "on" -> true;
            case "false", "off" -> false;
            default ->
                throw SettingsException.of(setting, value, setting.isSwitch() ? "say true or false" : "say on or off");
        };
    }

    /** A whole number from 1 to a thousand million. */
    public OptionalLong number(Setting setting) {
        SettingValue value = get(setting);
        if (!value.isSet()) {
            return OptionalLong.empty();
        }
        try {
            long number = Long.parseLong(value.value().replace("_", "").replace(",", ""));
            if (number >= 1 && number <= LARGEST) {
                return OptionalLong.of(number);
            }
        } catch (NumberFormatException notANumber) {
            throw SettingsException.of(setting, value, "say a whole number, for example 20000");
        }
        throw SettingsException.of(setting, value, "say a number from 1 to 1000000000");
    }

    /** A number with or without a fraction; what is in its range the model decides. */
    public Optional<Double> decimal(Setting setting) {
        return text(setting).map(text -> {
            if (text.matches("-?\\d{1,9}(\\.\\d{1,9})?")) {
                return Double.parseDouble(text);
            }
            throw SettingsException.of(setting, get(setting), "say a number, for example 0.8");
        });
    }

    /** A sum of dollars such as {@code 5} or {@code 0.50}, more than zero and up to a million. */
    public Optional<BigDecimal> money(Setting setting) {
        SettingValue value = get(setting);
        if (!value.isSet()) {
            return Optional.empty();
        }
        try {
            BigDecimal sum = new BigDecimal(value.value().replaceFirst("^\\$", ""));
            if (sum.signum() > 0 && sum.compareTo(MOST_MONEY) <= 0) {
                return Optional.of(sum);
            }
        } catch (NumberFormatException notASum) {
            throw SettingsException.of(setting, value, "say a sum in US dollars, for example 5 or 0.50");
        }
        throw SettingsException.of(setting, value, "say a sum of more than 0 and at most 1000000");
    }

    /** A time such as {@code 250ms}, {@code 25s}, {@code 2m} or {@code 6h}, up to a week. */
    public Duration time(Setting setting) {
        SettingValue value = get(setting);
        return Times.parse(value.value())
                .orElseThrow(() -> SettingsException.of(
                        setting, value, "say a time with its unit, for example 250ms, 25s, 2m or 6h, at most 168h"));
    }

    /** How long something is kept: a time as {@link #time} reads it, or days such as {@code 90d}. */
    public Duration retention(Setting setting) {
        SettingValue value = get(setting);
        return Times.parseRetention(value.value())
                .orElseThrow(() -> SettingsException.of(setting, value, "say how long, for example 90d, 12h or 30m"));
    }

    /** A time as {@link #time} reads it; empty if nobody set it and there is no default. */
    public Optional<Duration> timeIfSet(Setting setting) {
        return get(setting).isSet() ? Optional.of(time(setting)) : Optional.empty();
    }

    /** A time as {@link #time} reads it; empty if it is the default, which nobody chose. */
    public Optional<Duration> timeIfChosen(Setting setting) {
        return get(setting).origin() instanceof Origin.Default ? Optional.empty() : timeIfSet(setting);
    }

    /** A whole number from 0 to a thousand million, of a setting that has a default. */
    public int count(Setting setting) {
        return get(setting).value().equals("0")
                ? 0
                : Math.toIntExact(number(setting).orElseThrow());
    }

    /** A whole number below a thousand million; empty for {@code all}. */
    public OptionalInt countOrAll(Setting setting) {
        SettingValue value = get(setting);
        if (value.value().equals("all")) {
            return OptionalInt.empty();
        }
        if (value.value().matches("\\d{1,9}")) {
            return OptionalInt.of(Integer.parseInt(value.value()));
        }
        throw SettingsException.of(setting, value, "say a whole number, for example 3, or all");
    }

    /** The address of an HTTP server. */
    public Optional<URI> url(Setting setting) {
        return text(setting).map(text -> url(setting, text));
    }

    /** A file. */
    public Optional<Path> file(Setting setting) {
        return text(setting).map(Path::of);
    }

    private URI url(Setting setting, String text) {
        try {
            URI url = new URI(text);
            if (url.getHost() != null && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
                return url;
            }
        } catch (URISyntaxException malformed) {
            throw SettingsException.of(setting, get(setting), "it is not a URL: " + malformed.getReason());
        }
        throw SettingsException.of(setting, get(setting), "say an http or https URL with a host");
    }
}
