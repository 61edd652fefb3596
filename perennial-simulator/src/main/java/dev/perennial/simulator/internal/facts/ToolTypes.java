package dev.perennial.simulator.internal.facts;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The values that a tool's {@code type} can have, and the name that each of these tools has (the SDK's
 * {@code BetaToolUnion}).
 */
public final class ToolTypes {

    private static final String EDITOR = "str_replace_based_edit_tool";
    private static final String OLD_EDITOR = "str_replace_editor";

    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("advisor_20260301", "advisor"),
            Map.entry("bash_20241022", "bash"),
            Map.entry("bash_20250124", "bash"),
            Map.entry("code_execution_20250522", "code_execution"),
            Map.entry("code_execution_20250825", "code_execution"),
            Map.entry("code_execution_20260120", "code_execution"),
            Map.entry("code_execution_20260521", "code_execution"),
            Map.entry("computer_20241022", "computer"),
            Map.entry("computer_20250124", "computer"),
            Map.entry("computer_20251124", "computer"),
            Map.entry("memory_20250818", "memory"),
            Map.entry("text_editor_20241022", OLD_EDITOR),
            Map.entry("text_editor_20250124", OLD_EDITOR),
            Map.entry("text_editor_20250429", EDITOR),
            Map.entry("text_editor_20250728", EDITOR),
            Map.entry("tool_search_tool_bm25", "tool_search_tool_bm25"),
            Map.entry("tool_search_tool_bm25_20251119", "tool_search_tool_bm25"),
            Map.entry("tool_search_tool_regex", "tool_search_tool_regex"),
            Map.entry("tool_search_tool_regex_20251119", "tool_search_tool_regex"),
            Map.entry("web_fetch_20250910", "web_fetch"),
            Map.entry("web_fetch_20260209", "web_fetch"),
            Map.entry("web_fetch_20260309", "web_fetch"),
            Map.entry("web_fetch_20260318", "web_fetch"),
            Map.entry("web_search_20250305", "web_search"),
            Map.entry("web_search_20260209", "web_search"),
            Map.entry("web_search_20260318", "web_search"));

    private static final List<String> WITHOUT_NAME =
            List.of("browser_toolset_20260801", "computer_toolset_20260801", "custom", "mcp_toolset");

    /**
     * The beginning of the header value without which the type is unknown: platform.claude.com, "Computer use tool", and
     * what the SDK's {@code BetaToolUnion} has and its {@code ToolUnion} has not.
     */
    private static final Map<String, String> BETAS = Map.of(
            "advisor_20260301", "advisor-tool-",
            "bash_20241022", "computer-use-2024-10-22",
            "computer_20241022", "computer-use-2024-10-22",
            "computer_20250124", "computer-use-2025-01-24",
            "computer_20251124", "computer-use-2025-11-24",
            "mcp_toolset", "mcp-client-",
            "text_editor_20241022", "computer-use-2024-10-22");

    private ToolTypes() {}

    /** The types that a request with these beta values may use, in alphabetical order. */
    public static List<String> allowedWith(List<String> betas) {
        List<String> types = new ArrayList<>(new TreeMap<>(NAMES).keySet());
        types.addAll(WITHOUT_NAME);
        return types.stream().filter(t -> isAllowed(t, betas)).sorted().toList();
    }

    private static boolean isAllowed(String type, List<String> betas) {
        String needed = BETAS.getOrDefault(type, "");
        return needed.isEmpty() || betas.stream().anyMatch(b -> b.startsWith(needed));
    }

    /** The name that tools of this type have, if it is always the same. */
    public static Optional<String> nameOf(String type) {
        return Optional.ofNullable(NAMES.get(type));
    }

    /** Whether the type stands for several tools. */
    public static boolean isToolset(String type) {
        return type.startsWith("computer_toolset_") || type.startsWith("browser_toolset_");
    }
}
