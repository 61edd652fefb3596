package dev.perennial.tools;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * How one command is given to the shell, and how its end is known.
 *
 * <p>The shell reads a few lines. The first one runs the command as the quoted argument of {@code eval}: whatever is open
 * in it (a quote, a heredoc, a loop) ends with the argument, a syntax error is a status and not the shell's death. The
 * last one writes the end record into the same pipe as the output, so all output of the command comes before it. The
 * record stands between two copies of a secret of 128 random bits, made for this call alone. The command cannot print it
 * by chance or by imitation of earlier records: when the command runs, the shell itself has not read it yet.
 *
 * <p>Options that stop, silence or flood a shell ({@code set -euvx}, {@code posix}) hold until the end of the command that
 * sets them, and so does a disabled {@code eval}, without which no command would run: a shell that cannot enable it again
 * writes no record.
 */
final class Frame {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SECRET_BYTES = 16;
    private static final Pattern EXIT_CODE = Pattern.compile("\\d{1,3}");
    private static final String FINISHED = "finished ";

    private static final String STUCK = "stuck";
    private static final String GONE = "gone";

    private final String secret;

    private Frame(String secret) {
        this.secret = secret;
    }

    static Frame create() {
        byte[] random = new byte[SECRET_BYTES];
        RANDOM.nextBytes(random);
        return new Frame("\u0001" + Base64.getUrlEncoder().withoutPadding().encodeToString(random));
    }

    /** What the record is put between. The first byte is rare in output, which keeps the search for it short. */
    byte[] secret() {
        return secret.getBytes(StandardCharsets.US_ASCII);
    }

    /** What a fresh shell reads first: commands get no standard input unless they provide it. */
    static String opening(BashSettings settings) {
        return settings.limits().commands() + "exec </dev/null; cd -- "
                + quoted(settings.folder().toString()) + "; unset OLDPWD\n";
    }

    /**
     * The lines for the shell.
     *
     * @param lastExitCode what the command finds in {@code $?}, as it would without us in between
     */
    String script(String command, Path pipe, int lastExitCode) {
        return (lastExitCode == 0 ? "" : "(\\builtin exit " + lastExitCode + ")\n")
                + "\\builtin eval " + quoted(command) + " </dev/null >|" + quoted(pipe.toString()) + " 2>&1\n"
                + "__perennial=$?\n"
                + record(pipe);
    }

    /**
     * For a shell that has not written its record, because functions stand in the way: in POSIX mode they cannot hide
     * {@code unset}. The exit code is kept in a variable.
     */
    String rescue(Path pipe) {
        return "POSIXLY_CORRECT=y\n\\unset -f builtin\n\\unset POSIXLY_CORRECT\n" + record(pipe);
    }

    /** Lists the jobs in the background, as if that were the output of a command. */
    String jobs(Path pipe) {
        return "\\builtin printf %s \"$(\\builtin jobs -l)\" >|" + quoted(pipe.toString()) + "\n" + record(pipe);
    }

    /**
     * A record without line ends, so that it is one write. Handle with care: after a {@code $(} without end bash 5.2.15 writes before
     * the buffer of the lines that follow. With these it takes no harm; with shorter ones, or after a longer first line, it aborts.
     */
    private String record(Path pipe) {
        return "\\builtin enable eval && \\builtin printf '%s" + FINISHED + "%s %s %s' " + quoted(secret)
                + " \"$__perennial\" \"${!-}\" "
                + quoted(secret) + " >|" + quoted(pipe.toString())
                + "; \\builtin set +euvx +o posix\n";
    }

    /** The record for when the shell can write none. */
    byte[] goneRecord() {
        return (secret + GONE + secret).getBytes(StandardCharsets.US_ASCII);
    }

    /** The record for when the shell has written none. */
    byte[] stuckRecord() {
        return (secret + STUCK + secret).getBytes(StandardCharsets.US_ASCII);
    }

    /** Reads what stands between the two secrets. */
    Ending parse(String record) {
        if (!record.startsWith(FINISHED)) {
            return record.equals(STUCK) ? new Ending.Stuck() : new Ending.Gone();
        }
        String[] words = record.substring(FINISHED.length()).split(" ", 2);
        return words.length == 2 && EXIT_CODE.matcher(words[0]).matches()
                ? new Ending.Finished(Integer.parseInt(words[0]), !words[1].isBlank())
                : new Ending.Stuck();
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
