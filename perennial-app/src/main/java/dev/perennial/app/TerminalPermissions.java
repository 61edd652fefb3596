package dev.perennial.app;

import dev.perennial.agent.permission.PermissionAnswer;
import dev.perennial.agent.permission.PermissionPrompt;
import dev.perennial.agent.permission.PermissionQuestion;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Asks at the terminal, in plain lines. Used by one thread at a time. */
final class TerminalPermissions implements PermissionPrompt {

    private final BufferedReader in;
    private final PrintStream err;
    private FutureTask<String> reading = nothing();

    TerminalPermissions(InputStream in, PrintStream err) {
        this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        this.err = err;
    }

    private static FutureTask<String> nothing() {
        FutureTask<String> done = new FutureTask<>(() -> "");
        done.run();
        return done;
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
        PermissionText.lines(question).forEach(err::println);
        while (true) {
            FutureTask<String> line = nextLine();
            err.print(PermissionText.choices(question));
            err.flush();
            Optional<PermissionAnswer> answer = PermissionText.answer(typed(line));
            if (answer.isPresent()) {
                return answer.get();
            }
        }
    }

    /**
     * Reading a terminal cannot be interrupted, so another thread does it. A line that nobody waited for any more, because the question
     * was answered elsewhere, answers no later one; one that is typed once a question can be seen answers that question.
     */
    private FutureTask<String> nextLine() {
        if (reading.isDone()) {
            reading = begun();
        }
        return reading;
    }

    /** The end of input is a no. */
    private static String typed(FutureTask<String> line) throws InterruptedException {
        try {
            return line.get();
        } catch (ExecutionException e) {
            return "n";
        }
    }

    private FutureTask<String> begun() {
        FutureTask<String> line = new FutureTask<>(this::read);
        Thread.ofPlatform().daemon().name("perennial-permission").start(line);
        return line;
    }

    private String read() throws IOException {
        String line = in.readLine();
        return line == null ? "n" : line;
    }
}
