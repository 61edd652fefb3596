package dev.perennial.tools;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * How a {@link BashTool} runs its shell.
 *
 * @param version what the API is told
 * @param folder where a fresh shell starts; absolute
 * @param timeout how long one command may take before it is killed with all that it started; positive
 * @param grace how long processes may take to end by themselves after SIGTERM, before SIGKILL; zero or more
 * @param shownCharacters how many characters of a command's output the result holds, at least 200; of more, the
 *     beginning and the end are kept
 * @param environment the shell's environment. The credentials that Perennial itself may have been given are left out:
 *     {@code ANTHROPIC_*}, {@code PERENNIAL_*} variables with a key, token, secret or password, the tokens of Claude Code
 *     and of Bedrock
 */
public record BashSettings(
        BashVersion version,
        Path folder,
        Duration timeout,
        Duration grace,
        int shownCharacters,
        Map<String, String> environment) {

    private static final int FEWEST_SHOWN_CHARACTERS = 200;

    public BashSettings {
        requireNonNull(version, "version");
        folder = folder.toAbsolutePath().normalize();
        environment = ShellEnvironment.withoutCredentials(environment);
        require(timeout.isPositive(), "timeout must be positive, but is " + timeout);
        require(!grace.isNegative(), "grace must not be negative, but is " + grace);
        require(
                shownCharacters >= FEWEST_SHOWN_CHARACTERS,
                "shownCharacters must be at least " + FEWEST_SHOWN_CHARACTERS + ", but is " + shownCharacters);
    }

    /** The defaults: 120 seconds a command, 30,000 characters shown, the environment of this process. */
    public static BashSettings in(Path folder) {
        return new BashSettings(
                BashVersion.BASH_20250124,
                folder,
                Duration.ofSeconds(120),
                Duration.ofSeconds(1),
                30_000,
                System.getenv());
    }

    /** The same with another version. */
    public BashSettings withVersion(BashVersion version) {
        return new BashSettings(version, folder, timeout, grace, shownCharacters, environment);
    }

    /** The same with another time limit for a command. */
    public BashSettings withTimeout(Duration timeout) {
        return new BashSettings(version, folder, timeout, grace, shownCharacters, environment);
    }

    /** The same with another time between SIGTERM and SIGKILL. */
    public BashSettings withGrace(Duration grace) {
        return new BashSettings(version, folder, timeout, grace, shownCharacters, environment);
    }

    /** The same with another bound for the output in a result. */
    public BashSettings withShownCharacters(int shownCharacters) {
        return new BashSettings(version, folder, timeout, grace, shownCharacters, environment);
    }

    /** The same with another environment. */
    public BashSettings withEnvironment(Map<String, String> environment) {
        return new BashSettings(version, folder, timeout, grace, shownCharacters, environment);
    }

    /** Without the values of the environment, which are nobody's business in a log. */
    @Override
    public String toString() {
        return "BashSettings[version=" + version + ", folder=" + folder + ", timeout=" + timeout + ", grace=" + grace
                + ", shownCharacters=" + shownCharacters + ", environment of " + environment.size() + " variables]";
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
