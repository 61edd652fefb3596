package dev.perennial.app;

import dev.perennial.simulator.Brain;
import dev.perennial.simulator.Pace;
import dev.perennial.simulator.SimulatorSettings;
import dev.perennial.simulator.Timing;
import dev.perennial.simulator.TimingProfile;
import dev.perennial.simulator.demo.DemoBrain;
import dev.perennial.simulator.limit.Limits;
import dev.perennial.simulator.manner.Manner;
import dev.perennial.simulator.manner.ResumingBrain;
import dev.perennial.simulator.replay.ReplayBrain;
import dev.perennial.simulator.script.ScriptBrain;
import dev.perennial.simulator.text.TextBrain;
import dev.perennial.simulator.text.TextKind;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** The flags of {@code simulate} that say how the simulated model behaves. */
final class ModelFlags {

    private final Path folder;

    /** Flags whose files are meant from this folder. */
    ModelFlags(Path folder) {
        this.folder = folder;
    }

    void addTo(CommandSpec spec) {
        spec.addOption(Flags.text("--brain", "NAME", "demo, script, text or replay: who answers (default: demo)."));
        spec.addOption(
                Flags.text("--text-kind", "KIND", "What the brain `text` writes: " + kinds() + " (default: prose)."));
        spec.addOption(Flags.text("--script", "FILE", "The replies of the brain `script`, as JSON."));
        spec.addOption(
                Flags.text("--replay", "FILE", "Give back the answers of this log, or of a file with one stream."));
        spec.addOption(Flags.text(
                "--pace", "NAME", "lively, instant, " + profiles() + ": how fast it writes (default: lively)."));
        spec.addOption(Flags.text(
                "--limits",
                "LIMITS",
                "off, start, build, scale or requests=N,input=N,output=N a minute (default: off)."));
        spec.addOption(Flags.text("--manner", "NAME", "How interrupted answers are continued (default: obedient)."));
    }

    /** Settings with the model as the flags say. */
    SimulatorSettings.Builder settings(ParseResult arguments) {
        return SimulatorSettings.builder(brain(arguments))
                .pace(pace(arguments.matchedOptionValue("--pace", "lively")))
                .limits(limits(arguments.matchedOptionValue("--limits", "off")))
                .manner(manner(arguments.matchedOptionValue("--manner", Manner.OBEDIENT.label())));
    }

    private Brain brain(ParseResult arguments) {
        String name = arguments.matchedOptionValue("--brain", impliedBrain(arguments));
        return switch (name) {
            case "demo" -> ResumingBrain.over(new DemoBrain());
            case "text" -> TextBrain.create().writing(kind(arguments.matchedOptionValue("--text-kind", "prose")));
            case "script" -> ScriptBrain.read(file(arguments, "--script", "The brain `script` needs its replies"));
            case "replay" ->
                ReplayBrain.read(
                        file(arguments, "--replay", "The brain `replay` needs a recording"),
                        ReplayBrain.Matching.IN_ORDER);
            default -> throw new UsageException("`--brain` is `" + name + "`: say demo, script, text or replay.");
        };
    }

    private static String impliedBrain(ParseResult arguments) {
        if (arguments.hasMatchedOption("--text-kind")) {
            return "text";
        }
        if (arguments.hasMatchedOption("--replay")) {
            return "replay";
        }
        return arguments.hasMatchedOption("--script") ? "script" : "demo";
    }

    private Path file(ParseResult arguments, String flag, String need) {
        String file = arguments.matchedOptionValue(flag, "");
        if (file.isEmpty()) {
            throw new UsageException(need + ": add " + flag + " FILE.");
        }
        return folder.resolve(file);
    }

    private static TextKind kind(String name) {
        return TextKind.named(name)
                .orElseThrow(() -> new UsageException("`--text-kind` is `" + name + "`: say one of " + kinds() + "."));
    }

    private static String kinds() {
        return Arrays.stream(TextKind.values()).map(TextKind::label).collect(Collectors.joining(", "));
    }

    private static Timing pace(String name) {
        return switch (name) {
            case "lively" -> Pace.LIVELY;
            case "instant" -> Pace.INSTANT;
            default ->
                TimingProfile.named(name)
                        .orElseThrow(() -> new UsageException(
                                "`--pace` is `" + name + "`: say lively, instant, " + profiles() + "."));
        };
    }

    private static String profiles() {
        return TimingProfile.all().stream().map(TimingProfile::name).collect(Collectors.joining(", "));
    }

    private static Limits limits(String text) {
        try {
            return Limits.parse(text);
        } catch (IllegalArgumentException unusable) {
            throw new UsageException("`--limits`: " + unusable.getMessage());
        }
    }

    private static Manner manner(String name) {
        return Manner.named(name)
                .orElseThrow(() -> new UsageException("`--manner` is `" + name + "`: say one of " + manners() + "."));
    }

    private static String manners() {
        return Arrays.stream(Manner.values()).map(Manner::label).collect(Collectors.joining(", "));
    }
}
