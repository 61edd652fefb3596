package dev.perennial.simulator.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/** Takes secrets out of what is kept of a request. */
public final class Redaction {

    /** What stands for a secret. */
    public static final String REDACTED = "[redacted]";

    /** The tokens of MCP servers (platform.claude.com, "MCP connector"). */
    private static final Set<String> SECRET = Set.of("authorization_token");

    private Redaction() {}

    /** The body without secrets; the same node if there are none. */
    public static JsonNode of(JsonNode body) {
        JsonNode servers = body.path("mcp_servers");
        if (SECRET.stream().noneMatch(name -> servers.findValue(name) != null)) {
            return body;
        }
        JsonNode copy = body.deepCopy();
        for (String name : SECRET) {
            List<JsonNode> parents = copy.path("mcp_servers").findParents(name);
            parents.forEach(p -> ((ObjectNode) p).put(name, REDACTED));
        }
        return copy;
    }
}
