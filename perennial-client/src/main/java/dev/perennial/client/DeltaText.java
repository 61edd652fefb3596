package dev.perennial.client;

/** The texts that grow by deltas: where a block has them, and where a delta does. */
enum DeltaText {
    TEXT("text", "text"),
    THINKING("thinking", "thinking"),
    INPUT("input", "partial_json");

    private final String member;
    private final String field;

    DeltaText(String member, String field) {
        this.member = member;
        this.field = field;
    }

    /** The member of the block. */
    String member() {
        return member;
    }

    /** The member of the delta. */
    String field() {
        return field;
    }
}
