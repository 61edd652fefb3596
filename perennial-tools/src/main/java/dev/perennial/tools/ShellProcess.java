package dev.perennial.tools;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Starts the bash process of a shell.
 *
 * <p>In a session of its own: without a terminal that it could ask at, and with its children known by it.
 *
 * <p>It reads its commands as a script and not as standard input, because bash 5.2 crashes when a command then touches
 * standard input ({@code eval 'exec 3<&0'}). The script is a link to standard input, called {@code bash} in the folder
 * where the process starts, since that is the name that it puts before its messages.
 */
final class ShellProcess {

    private static final String SCRIPT = "bash";
    private static final List<String> BASH = List.of("bash", "--noprofile", "--norc", SCRIPT);

    private ShellProcess() {}

    static Process start(BashSettings settings, Path privateFolder, String mark) throws IOException {
        if (!Files.isDirectory(settings.folder())) {
            throw new IOException("there is no such folder");
        }
        Files.createSymbolicLink(privateFolder.resolve(SCRIPT), Path.of("/dev/stdin"));
        Process process = settings.sandbox()
                ? startInSandbox(settings, privateFolder, mark)
                : startBash(settings, privateFolder, mark);
        send(process, Frame.opening(settings));
        return process;
    }

    private static Process startInSandbox(BashSettings settings, Path privateFolder, String mark) throws IOException {
        Sandbox.check(settings, privateFolder);
        List<String> command = new ArrayList<>(Sandbox.command(settings, privateFolder));
        command.addAll(BASH);
        return startedByAThreadThatStays(builder(command, settings, privateFolder, mark));
    }

    /**
     * The parent with which a sandbox dies is the thread that started it, not its process: a carrier of virtual threads ends
     * when it has nothing to do for half a minute, and would take the shell along.
     */
    private static Process startedByAThreadThatStays(ProcessBuilder builder) throws IOException {
        CompletableFuture<Process> started = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("perennial-sandbox").start(() -> {
            try {
                Process process = builder.start();
                started.complete(process);
                Uninterrupted.finish(process::waitFor);
            } catch (IOException e) {
                started.completeExceptionally(e);
            }
        });
        try {
            return started.join();
        } catch (CompletionException e) {
            throw new IOException(started.exceptionNow().getMessage(), e);
        }
    }

    private static Process startBash(BashSettings settings, Path privateFolder, String mark) throws IOException {
        List<String> ownSession = new ArrayList<>(List.of("setsid"));
        ownSession.addAll(BASH);
        try {
            return builder(ownSession, settings, privateFolder, mark).start();
        } catch (IOException _) {
            return builder(BASH, settings, privateFolder, mark).start();
        }
    }

    private static ProcessBuilder builder(
            List<String> command, BashSettings settings, Path privateFolder, String mark) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(privateFolder.toFile())
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().putAll(ShellEnvironment.forShell(settings.environment(), mark));
        return builder;
    }

    static void send(Process process, String script) throws IOException {
        process.getOutputStream().write(script.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }
}
