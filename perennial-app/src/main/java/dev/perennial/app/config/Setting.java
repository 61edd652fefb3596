package dev.perennial.app.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Every setting that there is: its key in files, from which its flag and its variable follow, and what it means. */
public enum Setting {
    MODEL("model", "MODEL", "claude-opus-5-5", "the model to ask"),
    PROVIDER(
            "provider",
            "NAME",
            "anthropic",
            "who offers the model: anthropic, bedrock, bedrock-mantle, vertex, google-cloud, aws or foundry"),
    BASE_URL(
            "base-url",
            "URL",
            "",
            "the Messages API server, or the provider's endpoint; without one and without a key, the built-in simulator"),
    MAX_TOKENS("max-tokens", "N", "", "the most tokens that one answer may have; default: what the model can give"),
    THINKING("thinking", "MODE", "auto", "auto, adaptive, enabled, disabled or between_tools"),
    THINKING_BUDGET("thinking-budget", "N", "", "tokens for thinking, on models that take a budget"),
    EFFORT("effort", "LEVEL", "", "low, medium, high, xhigh or max; default: the model's own"),
    TEMPERATURE("temperature", "X", "", "0 to 1: how freely words are picked; only models up to 4.6 take it"),
    TOP_P("top-p", "X", "", "0 to 1: only the likeliest words that together have this probability; models up to 4.6"),
    TOP_K("top-k", "N", "", "only so many of the likeliest words; models up to 4.6"),
    SAFE_LIMITS(
            "safe-limits", "", "false", "20,000 tokens of output, 4,000 of thinking where the model takes a budget"),
    SYSTEM_SUFFIX("system-suffix", "TEXT", "", "added to the end of the system prompt"),
    MAX_REQUESTS("max-requests", "N", "200", "how many requests one run may send"),
    MARKDOWN("markdown", "on|off", "on", "whether Markdown is laid out where the answer goes to a terminal"),
    TOOL_TIMEOUT("tool-timeout", "TIME", "2m", "how long one call of the shell may take"),
    TOOL_CPU("tool-cpu", "SECONDS", "", "how much processor time one process of the shell may take; default: any"),
    TOOL_MEMORY("tool-memory", "MB", "", "how much memory one process of the shell may take; default: any"),
    TOOL_FILE_SIZE("tool-file-size", "MB", "", "how large a file may get that the shell writes; default: any"),
    ALLOW(
            "allow",
            "RULE",
            "",
            "what tools may do without asking, such as 'bash: git push*' or 'edit: ~/notes/**'; may be given again"),
    ASK("ask", "RULE", "", "what to ask about before a tool does it; may be given again"),
    DENY("deny", "RULE", "", "what tools may never do; may be given again"),
    YES("yes", "", "false", "answer yes to all that would be asked; what is denied stays so"),
    SANDBOX(
            "sandbox",
            "on|off",
            "off",
            "run the shell without network, with nothing to be written but the folder (needs bubblewrap)"),
    RESULT_TOKENS(
            "result-tokens", "N", "15000", "how many tokens of a tool's result are shown at once; the rest is kept"),
    OUTPUT_RETENTION(
            "output-retention",
            "TIME",
            "168h",
            "how long long results are kept, and what files were before the editor changed them"),
    NO_JOURNAL("no-journal", "", "false", "keep nothing of the session, so that nothing can go on with it later"),
    JOURNAL_RETENTION("journal-retention", "TIME", "90d", "how long sessions are kept that nobody goes on with"),
    NOTIFY_COMMAND(
            "notify-command",
            "COMMAND",
            "",
            "a shell command to run when a session is done, has failed or needs an answer: $PERENNIAL_STATE says which"),
    NOTIFY_WEBHOOK("notify-webhook", "URL", "", "an address to post the same to, as JSON"),
    CONNECT_TIMEOUT("connect-timeout", "TIME", "10s", "how long connecting to the server may take"),
    IDLE_TIMEOUT(
            "idle-timeout", "TIME", "", "how long a stream may be without any byte; default: 60s if it sends pings"),
    FIRST_TOKEN_TIMEOUT("first-token-timeout", "TIME", "120s", "how long the first content of an answer may take"),
    STALL_TIMEOUT("stall-timeout", "TIME", "25s", "how long a text may stand still before it is taken up anew"),
    TOOL_INPUT_TIMEOUT("tool-input-timeout", "TIME", "90s", "the same for the input of a tool call"),
    THINKING_TIMEOUT("thinking-timeout", "TIME", "15m", "the same for thinking and the server's own tools"),
    ADAPTIVE(
            "adaptive",
            "on|off",
            "on",
            "whether times that nobody sets follow what streams are like: perennial timeouts shows them"),
    TOTAL_TIMEOUT(
            "total-timeout", "TIME", "", "how long one answer may take in all, waits included; default: no limit"),
    MAX_RESUMES("max-resumes", "N", "20", "how often an answer that broke may be taken up anew; 0 for never"),
    MAX_RESUME_TOKENS(
            "max-resume-tokens",
            "N",
            "",
            "how many tokens taking up one answer anew may cost besides its own; default: any number"),
    PATIENCE("patience", "TIME", "", "how long to wait through an outage; default: not beyond a few attempts"),
    FALLBACK(
            "fallback",
            "LIST",
            "",
            "MODEL, https://ADDRESS#MODEL or PROVIDER:REGION/MODEL, with commas: whom else to ask while nothing of an answer is to be had"),
    GOVERNOR("governor", "on|off", "on", "whether requests wait for their turn, so that the rate limit is not hit"),
    COUNT_TOKENS(
            "count-tokens",
            "on|off",
            "on",
            "whether the server is asked to count a prompt where an estimate leaves open if it fits the rate limit"),
    REQUESTS_PER_MINUTE(
            "requests-per-minute", "N", "", "how many requests may be sent a minute; default: what the server allows"),
    INPUT_TOKENS_PER_MINUTE("input-tokens-per-minute", "N", "", "the same for input tokens that no cache has"),
    OUTPUT_TOKENS_PER_MINUTE("output-tokens-per-minute", "N", "", "the same for output tokens"),
    TOKEN_BUDGET(
            "token-budget",
            "N",
            "",
            "how many tokens may be used before no more requests are sent; default: any number"),
    COST_BUDGET("cost-budget", "DOLLARS", "", "how many US dollars may be spent so, at list prices; default: any sum"),
    CA_CERTIFICATES("ca-certificates", "FILE", "", "PEM file of certificate authorities to trust besides the system's");

    private final String key;
    private final String parameter;
    private final String fallback;
    private final String description;

    Setting(String key, String parameter, String fallback, String description) {
        this.key = key;
        this.parameter = parameter;
        this.fallback = fallback;
        this.description = description;
    }

    /** The key in a settings file, for example {@code max-tokens}. */
    public String key() {
        return key;
    }

    /** The flag, for example {@code --max-tokens}. */
    public String flag() {
        return "--" + key;
    }

    /** The variable, for example {@code PERENNIAL_MAX_TOKENS}. */
    public String variable() {
        return "PERENNIAL_" + key.replace('-', '_').toUpperCase(Locale.ROOT);
    }

    /** What stands for the value in the help; empty for a switch, which is true when given. */
    public String parameter() {
        return parameter;
    }

    /** Whether it is a list, to which every source adds; its elements are on lines of their own. */
    public boolean isList() {
        return this == ALLOW || this == ASK || this == DENY;
    }

    /** Whether the flag stands alone. */
    public boolean isSwitch() {
        return parameter.isEmpty();
    }

    /** The value if nobody sets it; empty for none. */
    public String fallback() {
        return fallback;
    }

    /** One line for the help. */
    public String description() {
        return description;
    }

    static Optional<Setting> ofKey(String key) {
        return Arrays.stream(values()).filter(s -> s.key.equals(key)).findFirst();
    }

    static Optional<Setting> ofVariable(String variable) {
        return Arrays.stream(values())
                .filter(s -> s.variable().equals(variable))
                .findFirst();
    }
}
