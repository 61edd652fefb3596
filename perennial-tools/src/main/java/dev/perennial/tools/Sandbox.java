package dev.perennial.tools;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts a shell into bubblewrap: it sees the files of the machine but writes only in its folder and in a temporary folder of
 * its own, has no network, does not see other processes, and finds nothing where credentials usually lie.
 */
final class Sandbox {

    private static final String PROGRAM = "bwrap";

    /** In the home folder; what a model has thought up has no business there. */
    private static final List<String> SECRETS = List.of(
            ".ssh",
            ".gnupg",
            ".aws",
            ".azure",
            ".kube",
            ".docker",
            ".anthropic",
            ".perennial",
            ".claude",
            ".config/gcloud",
            ".config/gh",
            ".config/anthropic");

    private Sandbox() {}

    /** What to put before a command; {@code privateFolder} holds the pipes. */
    static List<String> command(BashSettings settings, Path privateFolder) {
        List<String> command = new ArrayList<>(List.of(
                PROGRAM,
                "--die-with-parent",
                "--new-session",
                "--unshare-all",
                "--ro-bind",
                "/",
                "/",
                "--dev",
                "/dev",
                "--proc",
                "/proc",
                "--tmpfs",
                "/tmp"));
        secrets(settings).forEach(folder -> command.addAll(List.of("--tmpfs", folder.toString())));
        for (Path writable : List.of(settings.folder(), privateFolder)) {
            command.addAll(List.of("--bind", writable.toString(), writable.toString()));
        }
        command.addAll(List.of("--chdir", privateFolder.toString(), "--"));
        return List.copyOf(command);
    }

    private static List<Path> secrets(BashSettings settings) {
        Path home = Path.of(settings.environment().getOrDefault("HOME", System.getProperty("user.home")));
        return SECRETS.stream()
                .map(home::resolve)
                .filter(Files::isDirectory)
                .filter(folder -> !settings.folder().startsWith(folder))
                .toList();
    }

    /**
     * Finds out whether a sandbox can be made here.
     *
     * @throws IOException if not; the message says why and what to do
     */
    static void check(BashSettings settings, Path privateFolder) throws IOException {
        List<String> command = new ArrayList<>(command(settings, privateFolder));
        command.add("true");
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().keySet().retainAll(settings.environment().keySet());
            Process process = builder.start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (process.waitFor() != 0) {
                throw new IOException("bubblewrap cannot make a sandbox on this machine: " + said
                        + ". Permit user namespaces, or work without the sandbox");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (IOException e) {
            throw String.valueOf(e.getMessage()).contains("Cannot run program")
                    ? new IOException(
                            "the sandbox needs bubblewrap (" + PROGRAM
                                    + "), which is not there: install it, or work without the sandbox",
                            e)
                    : e;
        }
    }
}
