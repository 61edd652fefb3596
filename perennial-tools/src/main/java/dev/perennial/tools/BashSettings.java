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
 * @param limits what each process may use
 * @param sandbox whether the shell runs in bubblewrap: without network, nothing to be written but the folder, other
 *     processes not to be seen. Needs Linux and {@code bwrap} on the {@code PATH}
 * @param environment the shell's environment. The credentials that Perennial itself may have been given are left out:
 *     {@code ANTHROPIC_*}, {@code PERENNIAL_*} variables with a key, token, secret or password, the tokens of Claude Code
 *     and of Bedrock
 */
public record BashSettings(
        BashVersion version,
        Path folder,
        Duration timeout,
        Duration grace,
        ShellLimits limits,
        boolean sandbox,
        Map<String, String> environment) {

    public BashSettings {
        requireNonNull(version, "version");
        requireNonNull(limits, "limits");
        folder = folder.toAbsolutePath().normalize();
        environment = ShellEnvironment.withoutCredentials(environment);
        require(timeout.isPositive(), "timeout must be positive, but is " + timeout);
        require(!grace.isNegative(), "grace must not be negative, but is " + grace);
    }

    /** The defaults: 120 seconds a command, no limits, no sandbox, the environment of this process. */
    public static BashSettings in(Path folder) {
        return new BashSettings(
                BashVersion.BASH_20250124,
                folder,
                Duration.ofSeconds(120),
                Duration.ofSeconds(1),
                ShellLimits.NONE,
                false,
                System.getenv());
    }

    /** The same with another version. */
    public BashSettings withVersion(BashVersion version) {
        return new BashSettings(version, folder, timeout, grace, limits, sandbox, environment);
    }

    /** The same with another time limit for a command. */
    public BashSettings withTimeout(Duration timeout) {
        return new BashSettings(version, folder, timeout, grace, limits, sandbox, environment);
    }

    /** The same with another time between SIGTERM and SIGKILL. */
    public BashSettings withGrace(Duration grace) {
        return new BashSettings(version, folder, timeout, grace, limits, sandbox, environment);
    }

    /** The same with other limits. */
    public BashSettings withLimits(ShellLimits limits) {
        return new BashSettings(version, folder, timeout, grace, limits, sandbox, environment);
    }

    /** The same with or without a sandbox. */
    public BashSettings withSandbox(boolean sandbox) {
        return new BashSettings(version, folder, timeout, grace, limits, sandbox, environment);
    }

    /** The same with another environment. */
    public BashSettings withEnvironment(Map<String, String> environment) {
        return new BashSettings(version, folder, timeout, grace, limits, sandbox, environment);
    }

    /** Without the values of the environment, which are nobody's business in a log. */
    @Override
    public String toString() {
        return "BashSettings[version=" + version + ", folder=" + folder + ", timeout=" + timeout + ", grace=" + grace
                + ", limits=" + limits
                + ", sandbox=" + sandbox + ", environment of " + environment.size() + " variables]";
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
