package dev.perennial.tools;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What the shell finds in its environment: no credential of ours, nothing that asks, pages or colours. */
final class ShellEnvironment {

    /** Names the processes of one shell, so that the ones that left its process tree are found too. */
    static final String MARK = "PERENNIAL_SHELL";

    private static final Pattern CREDENTIAL =
            Pattern.compile("ANTHROPIC_.*|PERENNIAL_.*(KEY|TOKEN|SECRET|PASSWORD|CREDENTIAL).*"
                    + "|CLAUDE_CODE_OAUTH_TOKEN|AWS_BEARER_TOKEN_BEDROCK");

    /** They make a shell run other files at its start, or behave unlike bash. */
    private static final Set<String> STARTUP =
            Set.of("BASH_ENV", "ENV", "SHELLOPTS", "BASHOPTS", "POSIXLY_CORRECT", "BASH_FUNC_builtin%%");

    private static final Map<String, String> QUIET = Map.of(
            "TERM", "dumb",
            "PAGER", "cat",
            "GIT_PAGER", "cat",
            "MANPAGER", "cat",
            "SYSTEMD_PAGER", "cat",
            "GIT_TERMINAL_PROMPT", "0",
            "GIT_EDITOR", "true",
            "DEBIAN_FRONTEND", "noninteractive",
            "PIP_NO_INPUT", "1");

    private ShellEnvironment() {}

    static Map<String, String> withoutCredentials(Map<String, String> environment) {
        Map<String, String> kept = new HashMap<>(environment);
        kept.keySet().removeIf(ShellEnvironment::isCredential);
        return Map.copyOf(kept);
    }

    static boolean isCredential(String name) {
        return CREDENTIAL.matcher(name).matches();
    }

    static Map<String, String> forShell(Map<String, String> environment, String mark) {
        Map<String, String> variables = new HashMap<>(withoutCredentials(environment));
        variables.keySet().removeAll(STARTUP);
        variables.putAll(QUIET);
        if (!variables.containsKey("LC_ALL") && !variables.containsKey("LC_CTYPE")) {
            variables.putIfAbsent("LANG", "C.UTF-8");
        }
        variables.put(MARK, mark);
        return Map.copyOf(variables);
    }
}
