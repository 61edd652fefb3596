package dev.perennial.app;

import dev.perennial.app.config.Settings;
import dev.perennial.app.config.SettingsException;
import dev.perennial.app.terminal.Printable;
import java.io.PrintStream;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code doctor}: what is wrong here, and how to mend it. */
final class DoctorCommand implements Command {

    private final Surroundings surroundings;

    DoctorCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public CommandSpec spec() {
        return Flags.withSettings(Flags.command(this, "doctor", "Checks what Perennial needs, and says what to mend."));
    }

    @Override
    public int run(ParseResult arguments) {
        PrintStream out = surroundings.terminal().out();
        List<Finding> findings = findings(arguments);
        findings.forEach(finding -> out.println(Printable.of(finding.line())));
        boolean healthy = findings.stream().noneMatch(finding -> finding.health() == Finding.Health.BROKEN);
        out.println(healthy ? "Perennial can work here." : "Something has to be mended first.");
        return healthy ? ExitCode.OK : ExitCode.FAILED;
    }

    private List<Finding> findings(ParseResult arguments) {
        try {
            Settings settings = surroundings.settings().load(Flags.settings(arguments));
            return new Checks(surroundings, settings).run();
        } catch (SettingsException wrong) {
            return List.of(Finding.broken("settings", String.valueOf(wrong.getMessage())));
        }
    }
}
