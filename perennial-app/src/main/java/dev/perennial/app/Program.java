package dev.perennial.app;

import dev.perennial.agent.journal.JournalException;
import dev.perennial.app.config.SettingsException;
import dev.perennial.app.keys.KeyFileException;
import dev.perennial.app.sessions.UnclearNameException;
import dev.perennial.app.terminal.Terminal;
import dev.perennial.client.ClientConfigurationException;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The command line: finds the command, runs it, turns what it throws into one clear line and an exit code. */
final class Program {

    private static final System.Logger LOG = System.getLogger(Program.class.getName());

    private static final Set<String> OWN_FLAGS = Set.of("-h", "--help", "-V", "--version");

    private final Terminal terminal;
    private final PrintStream out;
    private final CommandLine commandLine;

    Program(Surroundings surroundings) {
        this.terminal = surroundings.terminal();
        this.out = terminal.out();
        this.commandLine = new CommandLine(root(List.of(
                        new ServeCommand(surroundings),
                        new RunCommand(surroundings),
                        new ChatCommand(surroundings),
                        new ResumeCommand(surroundings),
                        new ToolCommand(surroundings),
                        new ExampleCommand(surroundings),
                        new UndoCommand(surroundings),
                        new SessionsCommand(surroundings),
                        new ShowCommand(surroundings),
                        new AttachCommand(surroundings),
                        new ExportCommand(surroundings),
                        new GatewayCommand(surroundings),
                        new KeysCommand(surroundings),
                        new ClaudeCommand(surroundings),
                        new SimulateCommand(surroundings),
                        new ProbeCommand(surroundings),
                        new DoctorCommand(surroundings),
                        new TimeoutsCommand(surroundings),
                        new LimitsCommand(surroundings),
                        new ConfigCommand(surroundings))))
                .setUsageHelpWidth(100)
                .setExpandAtFiles(false)
                .setExecutionStrategy(this::guarded)
                .setParameterExceptionHandler((wrong, arguments) -> usageError(wrong));
    }

    int run(String... arguments) {
        int exitCode = commandLine.execute(withCommand(arguments));
        if (out.checkError() && (exitCode == ExitCode.OK || exitCode == ExitCode.STOPPED)) {
            terminal.say("Standard output could not be written to its end: the answer is not whole there.");
            return ExitCode.INTERRUPTED;
        }
        return exitCode;
    }

    /** Without a command, or with nothing but its flags, the page is meant. */
    private static String[] withCommand(String... arguments) {
        boolean page = arguments.length == 0 || (arguments[0].startsWith("-") && !OWN_FLAGS.contains(arguments[0]));
        return page
                ? Stream.concat(Stream.of("serve"), Arrays.stream(arguments)).toArray(String[]::new)
                : arguments;
    }

    private static CommandSpec root(List<Command> commands) {
        CommandSpec root = CommandSpec.create().name("perennial").version(Version.text());
        root.usageMessage()
                .description(
                        "Keeps long Claude runs alive. Without a command it serves a page; without a key it talks to a built-in simulator and says so.")
                .footer("", "For example: ./perennial run \"Count the lines of Java in each module\"");
        root.addOption(Flags.help());
        root.addOption(OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .description("Show the version.")
                .build());
        commands.forEach(command -> root.addSubcommand(null, command.spec()));
        return root;
    }

    private int guarded(ParseResult arguments) {
        try {
            return execute(arguments);
        } catch (UsageException
                | KeyFileException
                | UnclearNameException
                | SettingsException
                | ClientConfigurationException wrong) {
            terminal.say(String.valueOf(wrong.getMessage()));
            return ExitCode.USAGE;
        } catch (JournalException lost) {
            terminal.say(String.valueOf(lost.getMessage()));
            return lost instanceof JournalException.SessionUnknown ? ExitCode.USAGE : ExitCode.FAILED;
        } catch (RuntimeException failure) {
            LOG.log(System.Logger.Level.ERROR, "The command failed", failure);
            terminal.say("Perennial failed, which is a bug: " + failure);
            return ExitCode.FAILED;
        }
    }

    private int execute(ParseResult arguments) {
        ParseResult last = arguments;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        CommandLine command = last.commandSpec().commandLine();
        if (last.isUsageHelpRequested()) {
            command.usage(out);
            return ExitCode.OK;
        }
        if (last.isVersionHelpRequested()) {
            command.printVersionHelp(out);
            return ExitCode.OK;
        }
        if (last.commandSpec().userObject() instanceof Command found) {
            return found.run(last);
        }
        command.usage(out);
        return ExitCode.OK;
    }

    private int usageError(ParameterException wrong) {
        terminal.say(String.valueOf(wrong.getMessage()));
        terminal.say("See ./" + wrong.getCommandLine().getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE;
    }
}
