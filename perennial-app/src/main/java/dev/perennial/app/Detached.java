package dev.perennial.app;

import dev.perennial.agent.journal.Journal;
import dev.perennial.app.config.Setting;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Has a task done by a process of its own, which needs no terminal and outlives this one. */
final class Detached {

    private final Surroundings surroundings;
    private final Map<Setting, String> given;

    /**
     * @param given the settings whose flags were given
     */
    Detached(Surroundings surroundings, Map<Setting, String> given) {
        this.surroundings = surroundings;
        this.given = given;
    }

    /**
     * Starts the process and waits until its session is there.
     *
     * @return the exit code
     */
    int run(String task, boolean tools) {
        if (given.containsKey(Setting.NO_JOURNAL)) {
            throw new UsageException(
                    "`--no-journal` keeps nothing, and `--detach` needs what is kept: leave one of them out.");
        }
        String session = SessionId.next();
        try (Journal journal = Journals.open(surroundings)) {
            Path log = Journals.log(surroundings, session);
            Process process = start(command(session, tools), task, log);
            while (journal.session(session).isEmpty()) {
                boolean over = process.waitFor(50, TimeUnit.MILLISECONDS);
                if (over && journal.session(session).isEmpty()) {
                    return ended(process, log);
                }
            }
            surroundings.terminal().out().println(session);
            surroundings
                    .terminal()
                    .say("· works on by itself: ./perennial attach %s shows it, its output goes to %s"
                            .formatted(session, log));
            return ExitCode.OK;
        } catch (IOException e) {
            throw new UsageException("The task cannot be detached: " + e.getMessage());
        } catch (InterruptedException e) {
            return ExitCode.STOPPED;
        }
    }

    private Process start(List<String> command, String task, Path log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(surroundings.folder().toFile())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(log.toFile()));
        builder.environment().clear();
        builder.environment().putAll(surroundings.environment());
        Process process = builder.start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(task.getBytes(StandardCharsets.UTF_8));
        }
        return process;
    }

    /** This very program, away from the terminal, which ends what was started from it. */
    private List<String> command(String session, boolean tools) {
        List<String> command = new ArrayList<>();
        surroundings.program("setsid").ifPresent(setsid -> command.add(setsid.toString()));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.add("-D" + Main.TERMINAL_PROPERTY + "=");
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of("run", RunCommand.AS, session, "-"));
        given.forEach((setting, value) -> command.addAll(flags(setting, value)));
        if (!tools) {
            command.add("--no-tools");
        }
        return command;
    }

    private static List<String> flags(Setting setting, String value) {
        if (setting.isSwitch()) {
            return List.of(setting.flag());
        }
        List<String> flags = new ArrayList<>();
        List<String> values = setting.isList() ? value.lines().toList() : List.of(value);
        values.forEach(one -> flags.addAll(List.of(setting.flag(), one)));
        return flags;
    }

    private int ended(Process process, Path log) throws IOException {
        surroundings.terminal().say(Files.readString(log).stripTrailing());
        Files.delete(log);
        return process.exitValue();
    }
}
