package dev.perennial.tools;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.OptionalLong;

/**
 * How one command is given to the shell, and how its end is known.
 *
 * <p>The shell reads two lines. The first one runs the command as the quoted argument of
 * {@code eval}: whatever is open in it (a quote, a heredoc, a loop) ends with the argument, a syntax error is a status and
 * not the shell's death. The second one writes the end record into the same pipe as the output, so all output of the
 * command comes before it. The record starts with a secret of 128 random bits, made for this call alone. The command
 * cannot print it by chance or by imitation of earlier records: when the command runs, the shell itself has not read it
 * yet.
 */
final class Frame {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SECRET_BYTES = 16;

    private final String secret;

    private Frame(String secret) {
        this.secret = secret;
    }

    static Frame create() {
        byte[] random = new byte[SECRET_BYTES];
        RANDOM.nextBytes(random);
        return new Frame("\u0001" + Base64.getUrlEncoder().withoutPadding().encodeToString(random));
    }

    /** What the record starts with. The first byte is rare in output, which keeps the search for it short. */
    byte[] secret() {
        return secret.getBytes(StandardCharsets.US_ASCII);
    }

    /** What a fresh shell reads first: commands get no standard input unless they provide it. */
    static String opening(Path folder) {
        return "exec </dev/null; cd -- " + quoted(folder.toString()) + "; unset OLDPWD\n";
    }

    /**
     * The lines for the shell.
     *
     * @param lastExitCode what the command finds in {@code $?}, as it would without us in between
     */
    String script(String command, Path pipe, int lastExitCode) {
        String target = quoted(pipe.toString());
        return (lastExitCode == 0 ? "" : "(\\builtin exit " + lastExitCode + ")\n")
                + "\\builtin eval " + quoted(command) + " </dev/null >|" + target + " 2>&1\n"
                + "\\builtin printf '%sfinished %d %s\\n' " + quoted(secret) + " \"$?\" \"${!-}\" >|" + target
                + "; \\builtin set +e\n";
    }

    /** The record for when the shell can write none. */
    byte[] goneRecord() {
        return (secret + "gone\n").getBytes(StandardCharsets.US_ASCII);
    }

    /** Reads what stands between the secret and the end of its line. */
    Ending parse(String record) {
        if (record.equals("gone")) {
            return new Ending.Gone();
        }
        String[] parts = record.split(" ", 3);
        OptionalLong job = parts[2].isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(parts[2]));
        return new Ending.Finished(Integer.parseInt(parts[1]), job);
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
