package dev.perennial.app;

import dev.perennial.agent.permission.PermissionAnswer;
import dev.perennial.agent.permission.PermissionPrompt;
import dev.perennial.agent.permission.PermissionQuestion;
import dev.perennial.app.terminal.Printable;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Asks at the terminal, in plain lines. */
final class TerminalPermissions implements PermissionPrompt {

    private static final int MOST_LINES = 40;

    private final BufferedReader in;
    private final PrintStream err;

    TerminalPermissions(InputStream in, PrintStream err) {
        this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        this.err = err;
    }

    /** A prompt, if a person sits there: sees what is asked, and can answer. */
    static Optional<PermissionPrompt> prompt(Surroundings surroundings, boolean json) {
        boolean person = surroundings.inIsScreen() && surroundings.terminal().errIsScreen() && !json;
        return person
                ? Optional.of(new TerminalPermissions(
                        surroundings.in(), surroundings.terminal().err()))
                : Optional.empty();
    }

    @Override
    public PermissionAnswer ask(PermissionQuestion question) throws InterruptedException {
        show(question);
        while (true) {
            err.print(
                    question.rules().isEmpty()
                            ? "Allow it? [y] once, [n] no: "
                            : "Allow it? [y] once, [s] in this session, [p] always in this folder, [n] no: ");
            err.flush();
            Optional<PermissionAnswer> answer = answer(line());
            if (answer.isPresent()) {
                return answer.get();
            }
        }
    }

    private void show(PermissionQuestion question) {
        err.println("? " + Printable.of(question.tool()) + ": " + Printable.of(question.reason()));
        question.preview().lines().limit(MOST_LINES).forEach(line -> err.println("    " + Printable.of(line)));
        long more = question.preview().lines().count() - MOST_LINES;
        if (more > 0) {
            err.println("    … " + more + " more lines");
        }
        question.rules().forEach(rule -> err.println("  s and p allow: " + Printable.of(rule)));
    }

    private static Optional<PermissionAnswer> answer(String line) {
        return switch (line.strip().toLowerCase(Locale.ROOT)) {
            case "y", "yes" -> Optional.of(PermissionAnswer.ONCE);
            case "s" -> Optional.of(PermissionAnswer.SESSION);
            case "p" -> Optional.of(PermissionAnswer.PROJECT);
            case "n", "no" -> Optional.of(PermissionAnswer.NO);
            default -> Optional.empty();
        };
    }

    /** Reading a terminal cannot be interrupted, so another thread does it; the end of input is a no. */
    private String line() throws InterruptedException {
        FutureTask<String> reading = new FutureTask<>(this::read);
        Thread.ofPlatform().daemon().name("perennial-permission").start(reading);
        try {
            return reading.get();
        } catch (ExecutionException e) {
            return "n";
        }
    }

    private String read() throws IOException {
        String line = in.readLine();
        return line == null ? "n" : line;
    }
}
