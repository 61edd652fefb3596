package dev.perennial.app;

import dev.perennial.app.config.Setting;
import dev.perennial.app.config.Times;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** Declares the flags of commands, and reads those that were given. */
final class Flags {

    private Flags() {}

    /** A command with nothing but help. */
    static CommandSpec command(Command command, String name, String description) {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(command).name(name);
        spec.usageMessage().description(description);
        spec.addOption(help());
        return spec;
    }

    static OptionSpec help() {
        return OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this help.")
                .build();
    }

    /** Adds the flag of each setting. */
    static CommandSpec withSettings(CommandSpec spec) {
        return withSettings(spec, List.of(Setting.values()));
    }

    /** Adds the flags of some settings. */
    static CommandSpec withSettings(CommandSpec spec, Collection<Setting> some) {
        some.forEach(setting -> spec.addOption(option(setting)));
        return spec;
    }

    static OptionSpec toggle(String name, String description) {
        return OptionSpec.builder(name)
                .type(boolean.class)
                .description(description)
                .build();
    }

    static OptionSpec text(String name, String parameter, String description) {
        return OptionSpec.builder(name)
                .type(String.class)
                .paramLabel(parameter)
                .description(description)
                .build();
    }

    static OptionSpec texts(String name, String parameter, String description) {
        return OptionSpec.builder(name)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .arity("1")
                .paramLabel(parameter)
                .description(description)
                .build();
    }

    static PositionalParamSpec words(String parameter, String description) {
        return PositionalParamSpec.builder()
                .type(List.class)
                .auxiliaryTypes(String.class)
                .arity("0..*")
                .paramLabel(parameter)
                .description(description)
                .build();
    }

    /**
     * A whole number that may have been given.
     *
     * @throws UsageException if it is none from 0 to {@code most}
     */
    static long number(ParseResult arguments, String flag, long fallback, long most) {
        String text = arguments.matchedOptionValue(flag, String.valueOf(fallback));
        try {
            long number = Long.parseLong(text);
            if (number >= 0 && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            throw new UsageException("`" + flag + "` is `" + text + "`: say a whole number.");
        }
        throw new UsageException("`" + flag + "` is `" + text + "`: say a number from 0 to " + most + ".");
    }

    /**
     * A time that may have been given.
     *
     * @throws UsageException if it is none
     */
    static Duration time(ParseResult arguments, String flag, Duration fallback) {
        String text = arguments.matchedOptionValue(flag, "");
        return text.isEmpty()
                ? fallback
                : Times.parse(text)
                        .orElseThrow(() -> new UsageException(
                                "`" + flag + "` is `" + text + "`: say a time such as 250ms, 25s, 2m or 6h."));
    }

    /** The settings whose flag was given. */
    static Map<Setting, String> settings(ParseResult arguments) {
        Map<Setting, String> given = new EnumMap<>(Setting.class);
        for (Setting setting : Setting.values()) {
            if (arguments.hasMatchedOption(setting.flag())) {
                given.put(setting, given(arguments, setting));
            }
        }
        return given;
    }

    private static String given(ParseResult arguments, Setting setting) {
        return setting.isList()
                ? String.join("\n", arguments.matchedOptionValue(setting.flag(), List.<String>of()))
                : String.valueOf((Object) arguments.matchedOptionValue(setting.flag(), ""));
    }

    private static OptionSpec option(Setting setting) {
        if (setting.isList()) {
            return texts(setting.flag(), setting.parameter(), description(setting));
        }
        OptionSpec.Builder option = OptionSpec.builder(setting.flag()).description(description(setting));
        if (setting.isSwitch()) {
            return option.type(boolean.class).build();
        }
        return option.type(String.class).paramLabel(setting.parameter()).build();
    }

    private static String description(Setting setting) {
        String text = Character.toUpperCase(setting.description().charAt(0))
                + setting.description().substring(1);
        boolean shown = !setting.fallback().isEmpty() && !setting.isSwitch();
        return shown ? text + " (default: " + setting.fallback() + ")." : text + ".";
    }
}
