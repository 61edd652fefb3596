package dev.perennial.simulator.fault;

/** A kind of content block that streams its content. */
public enum BlockKind {
    /** {@code thinking}. */
    THINKING("thinking"),
    /** {@code text}. */
    TEXT("text"),
    /** The input of a client's tool: {@code tool_use}. */
    TOOL_INPUT("tool_input"),
    /** The input of a server's tool: {@code server_tool_use}, {@code mcp_tool_use}. */
    SERVER_TOOL("server_tool");

    private final String place;

    BlockKind(String place) {
        this.place = place;
    }

    /** The name as place of a fault. */
    String place() {
        return place;
    }

    boolean has(String blockType) {
        return switch (this) {
            case THINKING, TEXT -> blockType.equals(place);
            case TOOL_INPUT -> blockType.equals("tool_use");
            case SERVER_TOOL -> blockType.equals("server_tool_use") || blockType.equals("mcp_tool_use");
        };
    }
}
