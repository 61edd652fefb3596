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
 * third one writes the end record into the same pipe as the output, so all output of the command comes before it. The
 * record begins with a secret of 128 random bits, made for this call alone. The command cannot print it by chance or by
 * imitation of earlier records: when the command runs, the shell itself has not read it yet.
 *
 * <p>Options that stop, silence or flood a shell ({@code set -euvx}, {@code posix}) hold until the end of the command that
 * sets them.
 */
final class Frame {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SECRET_BYTES = 16;
    private static final Pattern EXIT_CODE = Pattern.compile("\\d{1,3}");
    private static final String FINISHED = "finished ";

    /** The end record: a single write without a line end, so that nothing gets between its parts. */
    private static final String RECORD = "\\001%s" + FINISHED + "%s %s\\0";

    /** What must not outlive a command: run after the record, so that nobody waits for it. */
    private static final String RESET = "\\builtin set +euvx +o posix";

    /** Ends the record. */
    static final char END = '\0';

    private static final String STUCK = "stuck";
    private static final String GONE = "gone";

    private final String secret;

    private Frame(String secret) {
        this.secret = secret;
    }

    static Frame create() {
        byte[] random = new byte[SECRET_BYTES];
        RANDOM.nextBytes(random);
        return new Frame(Base64.getUrlEncoder().withoutPadding().encodeToString(random));
    }

    /** How the record begins. The first byte is rare in output, which keeps the search for it short. */
    byte[] secret() {
        return marked("").getBytes(StandardCharsets.US_ASCII);
    }

    private String marked(String text) {
        return "\u0001" + secret + text;
    }

    /**
     * What a fresh shell reads first: what is the same in every call, in variables that cannot be changed, and that commands
     * get no standard input unless they provide it. All of our variables begin with {@code __pl}: that alone is the exit code,
     * with a {@code p} the folder of the pipes, with an {@code r} the record, with an {@code s} what resets the shell.
     *
     * @param pipes the folder that the pipes are in
     */
    static String opening(BashSettings settings, Path pipes) {
        return "readonly __plp=" + quoted(pipes.toString()) + " __plr=" + quoted(RECORD) + " __pls=" + quoted(RESET)
                + "\n" + settings.limits().commands() + "exec </dev/null; cd -- "
                + quoted(settings.folder().toString()) + "; unset OLDPWD\n";
    }

    /**
     * The lines for the shell, as short as they can be, because bash reads a pipe byte by byte.
     *
     * @param lastExitCode what the command finds in {@code $?}, as it would without us in between
     */
    String script(String command, Path pipe, int lastExitCode) {
        return (lastExitCode == 0 ? "" : "(\\builtin exit " + lastExitCode + ")\n")
                + "\\builtin eval " + quoted(command) + " </dev/null &>" + inShell(pipe) + "\n"
                + "__pl=$?\n"
                + record(pipe);
    }

    /** Lists the jobs in the background, as if that were the output of a command. */
    String jobs(Path pipe) {
        return "\\builtin printf %s \"$(\\builtin jobs -l)\" >|" + inShell(pipe) + "\n" + record(pipe);
    }

    /**
     * For a shell that has not written its record, because functions stand in the way: in POSIX mode they cannot hide
     * {@code unset}. The exit code is kept in a variable.
     */
    String rescue(Path pipe) {
        return "POSIXLY_CORRECT=y\n\\unset -f builtin\n\\unset POSIXLY_CORRECT\n" + record(pipe);
    }

    private String record(Path pipe) {
        return "\\builtin printf \"$__plr\" " + secret + " \"$__pl\" \"${!-}\" >|" + inShell(pipe) + "\n"
                + "\\builtin eval \"$__pls\"\n";
    }

    private static String inShell(Path pipe) {
        return "\"$__plp/" + pipe.getFileName() + "\"";
    }

    /** The record for when the shell can write none. */
    byte[] goneRecord() {
        return marked(GONE + END).getBytes(StandardCharsets.US_ASCII);
    }

    /** The record for when the shell has written none. */
    byte[] stuckRecord() {
        return marked(STUCK + END).getBytes(StandardCharsets.US_ASCII);
    }

    /** Reads what stands between the secret and the end. */
    Ending parse(String record) {
        if (!record.startsWith(FINISHED)) {
            return record.equals(STUCK) ? new Ending.Stuck() : new Ending.Gone();
        }
        String[] words = record.substring(FINISHED.length()).split(" ", 2);
        return words.length == 2 && EXIT_CODE.matcher(words[0]).matches()
                ? new Ending.Finished(Integer.parseInt(words[0]), !words[1].isEmpty())
                : new Ending.Stuck();
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
